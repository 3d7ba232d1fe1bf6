import { Injectable } from '@nestjs/common';
import { Config } from '../../../../foundation/config/index.js';
import { addHours, dayOf, type Instant } from '../../../../foundation/kernel/time.js';
import { icalendarOf, type CalendarEvent } from '../../../../foundation/platform/calendar/index.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { hashSecret } from '../../../../foundation/platform/security/index.js';
import { SESSION_HOURS } from '../../domain/agenda-conflicts.js';
import type { CalendarOffer, DatedSession, OpenedFeed } from '../calendar-feeds.js';

/** Calendars to follow: the list of addresses, and what an address answers. */
@Injectable()
export class FeedsPresenter {
  constructor(private readonly config: Config) {}

  listModel({ t, day }: Translator, offers: readonly CalendarOffer[]): Record<string, unknown> {
    return {
      calendars: offers.map(({ calendar, label, since }) => ({
        calendar,
        name: label ?? t('commission.feeds.territory'),
        state: since ? t('commission.feeds.since', { day: day(dayOf(since)) }) : t('commission.feeds.none'),
        has: since !== null,
      })),
    };
  }

  opened({ t }: Translator, { id, secret, label }: OpenedFeed): Record<string, unknown> {
    return {
      name: label ?? t('commission.feeds.territory'),
      address: this.url(`/agendas/${id}/${secret}/marelle.ics`),
    };
  }

  /** The calendar as text, with a hash of its content. The moment at which it was written is not part of the hash. */
  calendarFile(
    { t }: Translator,
    sessions: readonly DatedSession[],
    writtenAt: Instant,
  ): { text: string; mark: string } {
    const name = t('commission.feeds.name');
    const host = new URL(this.config.BASE_URL).hostname;
    const events = sessions.map(({ session, body }): CalendarEvent => {
      const cancelled = session.state === 'cancelled';
      return {
        uid: `${session.id}${session.sitting === 1 ? '' : `-${session.sitting}`}@${host}`,
        startsAt: session.startsAt,
        endsAt: addHours(session.startsAt, SESSION_HOURS),
        summary: cancelled ? t('commission.feeds.cancelled', { body: body.name }) : body.name,
        location: session.room,
        url: this.url(`/commissions/${session.id}`),
        sequence: session.version - 1,
        cancelled,
      };
    });
    return { text: icalendarOf(name, events, writtenAt), mark: `W/"${hashSecret(JSON.stringify([name, events]))}"` };
  }

  private url(path: string): string {
    return new URL(path, this.config.BASE_URL).href;
  }
}
