import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import { Clock } from '../../../foundation/kernel/clock.js';
import { isId, newId, type Id } from '../../../foundation/kernel/ids.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { addDays, instantAt, type Instant } from '../../../foundation/kernel/time.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../../foundation/platform/database/index.js';
import { hashSecret, isSecretOf, newSecret, type Actor } from '../../../foundation/platform/security/index.js';
import { Bodies } from '../bodies/bodies.js';
import { mayKeepCalendarOf, mayPlanFor, mayPlanForAll } from '../bodies/body.policy.js';
import { calendarOfBody, calendarOfMember, standsIn, type FollowedCalendar } from '../domain/followed-calendars.js';
import { CalendarFeed, CommissionSession, type Body } from '../persistence/commission.entities.js';
import { SittingDays, type DatedSitting } from '../session/sitting-days.js';

/** How many days a past session stays in a calendar. */
const PAST_DAYS = 366;

export interface CalendarOffer {
  readonly calendar: FollowedCalendar;
  /** The body's or the member's own name; null for the territory. */
  readonly label: string | null;
  /** Since when the calendar has an address; null when it has none. */
  readonly since: Instant | null;
}

export interface OpenedFeed extends Pick<CalendarOffer, 'label'> {
  readonly id: Id;
  readonly secret: string;
}

export interface DatedSession {
  readonly session: DatedSitting;
  readonly body: Body;
}

/**
 * Calendars that programs follow by a secret address. Whoever has the address reads dates, rooms and names of bodies,
 * and nothing about a family. A person who plans sessions gives out the addresses of bodies and members, and each
 * member their own.
 */
@Injectable()
export class CalendarFeeds {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly bodies: Bodies,
    private readonly days: SittingDays,
    private readonly audit: Audit,
  ) {}

  /** The calendars whose addresses an actor may give out and revoke. */
  async offeredTo(actor: Actor, from: Reader | Tx = this.reader): Promise<CalendarOffer[]> {
    const planned = (await this.bodies.listBodies(from)).filter((body) => mayPlanFor(actor, body.id));
    const members = (await this.bodies.listMembers(from)).filter((member) => mayKeepCalendarOf(actor, member));
    const since = new Map((await from.find(CalendarFeed)).map((feed) => [feed.calendar, feed.createdAt]));
    const labels = new Map<FollowedCalendar, string | null>([
      ...(mayPlanForAll(actor) ? [['territory', null] as const] : []),
      ...planned.map((body) => [calendarOfBody(body.id), body.name] as const),
      ...members.map((member) => [calendarOfMember(member.personKey), member.label] as const),
    ]);
    return [...labels].map(([calendar, label]) => ({ calendar, label, since: since.get(calendar) ?? null }));
  }

  /** Makes a new address, which can be read this once. The one before stops working. @throws NotFound */
  openFeed(actor: Actor, calendar: string): Promise<OpenedFeed> {
    return this.unitOfWork.run(async (tx) => {
      const offer = await this.offer(tx, actor, calendar);
      const [id, secret] = [newId(), newSecret()];
      await tx.delete(CalendarFeed, { calendar: offer.calendar });
      await tx.insert(CalendarFeed, {
        id,
        calendar: offer.calendar,
        secretHash: hashSecret(secret),
        createdAt: this.clock.now(),
      });
      await this.audit.changed(tx, actor, 'calendar.open', { kind: 'calendar', id }, { calendar: offer.calendar });
      return { id, secret, label: offer.label };
    });
  }

  /** @throws NotFound */
  revokeFeed(actor: Actor, calendar: string): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const offer = await this.offer(tx, actor, calendar);
      const feed = await tx.findOne(CalendarFeed, { calendar: offer.calendar });
      if (!feed) return;
      await tx.delete(CalendarFeed, { id: feed.id });
      await this.audit.changed(
        tx,
        actor,
        'calendar.revoke',
        { kind: 'calendar', id: feed.id },
        { calendar: offer.calendar },
      );
    });
  }

  /** @throws NotFound when no calendar has this address, or no longer */
  async readSessions(id: string, secret: string): Promise<DatedSession[]> {
    const feed = isId(id) ? await this.reader.findOne(CalendarFeed, { id }) : null;
    if (!feed || !isSecretOf(secret, feed.secretHash)) throw new NotFound('calendar');
    const members = await this.bodies.listMembers();
    const keysOf = (body: Body): string[] =>
      members.filter((member) => member.bodyId === body.id).map(({ personKey }) => personKey);
    const bodies = (await this.bodies.listBodies()).filter((body) => standsIn(feed.calendar, body.id, keysOf(body)));
    const sessions = await this.reader.find(CommissionSession, {
      where: {
        bodyId: In(bodies.map((body) => body.id)),
        startsAt: MoreThan(instantAt(addDays(this.clock.today(), -PAST_DAYS))),
      },
      order: { startsAt: 'ASC', id: 'ASC' },
    });
    return (await this.days.datesOf(this.reader, sessions)).map((session) => ({
      session,
      body: bodies.find((body) => body.id === session.bodyId)!,
    }));
  }

  private async offer(tx: Tx, actor: Actor, calendar: string): Promise<CalendarOffer> {
    const offer = (await this.offeredTo(actor, tx)).find((known) => known.calendar === calendar);
    if (!offer) throw new NotFound('calendar');
    return offer;
  }
}
