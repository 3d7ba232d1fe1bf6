import { Injectable } from '@nestjs/common';
import { dayOf, timeOf } from '../../../../foundation/kernel/time.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { pageLinks } from '../../../../foundation/platform/web/index.js';
import type { YearlyRemark } from '../../../../foundation/platform/yearly-tables/index.js';
import { Sentences } from '../../bodies/web/sentences.js';
import type { SessionState } from '../../domain/session-lifecycle.js';
import type { ComingSessions, SessionList } from '../session-lists.js';
import type { SessionRow } from '../session-rows.js';

export const TONES: Record<SessionState, string> = {
  planned: 'neutral',
  called: 'info',
  frozen: 'info',
  prepared: 'action',
  open: 'action',
  suspended: 'warning',
  closed: 'success',
  signed: 'success',
  cancelled: 'neutral',
};

/** The calendar of all bodies as tables. */
@Injectable()
export class CalendarPresenter {
  constructor(private readonly say: Sentences) {}

  tables(words: Translator, coming: ComingSessions, past: SessionList): Record<string, unknown> {
    const hrefOf = (page: number, pastPage: number): string => `/commissions?page=${page}&passees=${pastPage}`;
    return {
      coming: coming.rows.length > 0 ? this.sessionsTable(words, 'commission.calendar.coming', coming.rows) : null,
      comingPages: pageLinks(coming.page, coming.pages, (page) => hrefOf(page, past.page)),
      past: past.rows.length > 0 ? this.sessionsTable(words, 'commission.calendar.past', past.rows) : null,
      pastPages: pageLinks(past.page, past.pages, (page) => hrefOf(coming.page, page)),
      late: coming.notices
        .filter(({ late }) => late.length > 0)
        .map(({ session, body, late }) => ({
          href: `/commissions/${session.id}`,
          text: words.t('commission.calendar.late', {
            body: body.name,
            day: words.day(dayOf(session.startsAt)),
            count: late.length,
            establishments: words.list(late.map((id) => this.say.provider(id))),
          }),
        })),
      // Where no session at all is to come, the page says so in place of the table.
      unplanned:
        coming.rows.length > 0 && coming.unplanned.length > 0
          ? words.t('commission.calendar.unplanned', { bodies: words.list(coming.unplanned.map(({ name }) => name)) })
          : null,
      conflicts: coming.notices.flatMap(({ conflict }) =>
        conflict ? [this.say.refusalSentence(words, conflict)] : [],
      ),
    };
  }

  /** The tables of a year that end, as sentences. */
  remarks({ t, day }: Translator, remarks: readonly YearlyRemark[]): { text: string; href: string | null }[] {
    return remarks.map((remark) => ({
      text: t(remark.key, remark.day === null ? {} : { day: day(remark.day) }),
      href: remark.href,
    }));
  }

  private sessionsTable(words: Translator, caption: string, rows: readonly SessionRow[]): Record<string, unknown> {
    const { t } = words;
    return {
      caption: t(caption),
      columns: [
        { text: t('commission.calendar.date') },
        { text: t('commission.calendar.body') },
        { text: t('commission.calendar.state') },
        { text: t('commission.calendar.cases'), numeric: true },
        { text: t('commission.calendar.next') },
      ],
      rows: rows.map((row) => this.cells(words, row)),
    };
  }

  private cells(words: Translator, { session, body, cases, tasks, conflict }: SessionRow): unknown[] {
    const { t, fullDay, time, shortInstant } = words;
    const next = tasks.find(({ state }) => state === 'waiting');
    return [
      {
        text: fullDay(dayOf(session.startsAt)),
        href: `/commissions/${session.id}`,
        hint: `${time(timeOf(session.startsAt))}, ${session.room}`,
      },
      body.name,
      {
        tag: conflict
          ? { text: t('commission.calendar.conflict'), tone: 'danger' }
          : { text: t(`commission.state.${session.state}`), tone: TONES[session.state] },
      },
      cases,
      next ? { text: t(`commission.task.${next.task}`), hint: shortInstant(next.at) } : '',
    ];
  }
}
