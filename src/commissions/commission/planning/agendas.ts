import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { BusyCalendars, SchoolCalendars, type SchoolHoliday } from '../../../territory/calendar/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Refusal } from '../../../foundation/kernel/refusal.js';
import { addDays, addHours, dayOf, instantAt, type Day } from '../../../foundation/kernel/time.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import { Bodies } from '../bodies/bodies.js';
import {
  absenceAt,
  alternativesTo,
  collisionOf,
  conflictOf,
  schoolHolidayRefusal,
  SEARCH_DAYS,
  SESSION_HOURS,
  type Sitting,
  type WantedSitting,
} from '../domain/agenda-conflicts.js';
import { isDayPast } from '../domain/session-dates.js';
import { COMING, isListing } from '../domain/session-lifecycle.js';
import { lockBodies } from '../persistence/bodies.queries.js';
import { CommissionSession, type Body } from '../persistence/commission.entities.js';
import { SittingDays } from '../session/sitting-days.js';

/** When and where a session would sit. */
export type Wanted = Pick<WantedSitting, 'day' | 'time' | 'room' | 'latest'>;

/** What is known of everybody's time around some days. */
export interface Agenda {
  readonly body: Body;
  readonly others: readonly Sitting[];
  readonly frame: Pick<WantedSitting, 'members' | 'schoolHolidays' | 'unavailable' | 'today' | 'now'>;
}

/** The agendas of all bodies together: who sits when and where, on which days nobody sits, and who is not free. */
@Injectable()
export class Agendas {
  constructor(
    private readonly clock: Clock,
    private readonly bodies: Bodies,
    private readonly school: SchoolCalendars,
    private readonly busy: BusyCalendars,
    private readonly days: SittingDays,
  ) {}

  /** Locks all bodies. Of two people who plan at once, the second waits, and then sees what the first has planned. */
  async lockBodies(tx: Tx): Promise<void> {
    await lockBodies(tx);
  }

  /** @param days the first and last day that will be judged; alternatives may lie outside */
  async readAgenda(from: Reader | Tx, body: Body, days: { first: Day; last: Day }): Promise<Agenda> {
    const members = (await this.bodies.membersOf(from, body.id)).map(({ personKey, label }) => ({
      key: personKey,
      label,
    }));
    const today = this.clock.today();
    const [first, last] = [
      addDays(days.first, -SEARCH_DAYS),
      addDays(days.last < today ? today : days.last, SEARCH_DAYS + body.noticeDays),
    ];
    const unavailable = await this.busy.listBusyMoments(
      from,
      members.map(({ key }) => key),
      instantAt(first),
      instantAt(last),
    );
    const schoolHolidays = body.sitsInSchoolHolidays ? [] : ((await this.school.inForce(from))?.holidays ?? []);
    return {
      body,
      others: await this.sittings(from),
      frame: { members, schoolHolidays, unavailable, today, now: this.clock.now() },
    };
  }

  /**
   * Why a body cannot sit at that time, with the nearest possible days (fact `alternatives`, separated by spaces);
   * null when it can.
   */
  judgeSitting(
    { body, others, frame }: Agenda,
    { day, time, room, latest }: Wanted,
    moved: CommissionSession | null = null,
  ): Refusal | null {
    const wanted: WantedSitting = {
      ...frame,
      id: moved?.id ?? null,
      bodyId: body.id,
      bodyName: body.name,
      noticeDays: body.noticeDays,
      day,
      time,
      room,
      latest,
      placesDeclared: moved !== null && moved.placesDeclaredAt !== null,
      missed: moved !== null && isListing(moved.state) && isDayPast(moved.startsAt, frame.today),
    };
    const conflict = conflictOf(wanted, others);
    return (
      conflict && { ...conflict, facts: { ...conflict.facts, alternatives: alternativesTo(wanted, others).join(' ') } }
    );
  }

  /**
   * What has come to collide with sessions that are already planned, by their ids. A member may since have joined
   * another body, or be away.
   */
  async listClashes(from: Reader | Tx): Promise<ReadonlyMap<Id, Refusal>> {
    const sittings = await this.sittings(from);
    if (sittings.length === 0) return new Map();
    const keys = [...new Set(sittings.flatMap(({ members }) => members.map(({ key }) => key)))];
    const away = await this.busy.listBusyMoments(
      from,
      keys,
      sittings[0]!.startsAt,
      addHours(sittings.at(-1)!.startsAt, SESSION_HOURS),
    );
    const holidays = (await this.school.inForce(from))?.holidays ?? [];
    const within = new Map((await this.sittingsWithin(from, holidays)).map(({ id, clash }) => [id, clash]));
    return new Map(
      sittings.flatMap((sitting): [Id, Refusal][] => {
        const clash =
          collisionOf(sitting, sittings) ??
          absenceAt(sitting.startsAt, sitting.members, away) ??
          within.get(sitting.id) ??
          null;
        return clash ? [[sitting.id!, clash]] : [];
      }),
    );
  }

  /** The sessions to come that fall within these school holidays, of bodies that do not sit then. */
  async sittingsWithin(
    from: Reader | Tx,
    holidays: readonly SchoolHoliday[],
  ): Promise<(Sitting & { readonly clash: Refusal })[]> {
    const bodies = await this.bodies.listBodies(from);
    const sits = new Set(bodies.filter(({ sitsInSchoolHolidays }) => sitsInSchoolHolidays).map(({ id }) => id));
    return (await this.sittings(from)).flatMap((sitting) => {
      const clash = sits.has(sitting.bodyId) ? null : schoolHolidayRefusal(dayOf(sitting.startsAt), holidays);
      return clash ? [{ ...sitting, clash }] : [];
    });
  }

  /** Every session still to come, soonest first, with its members. A new session must not collide with these. */
  private async sittings(from: Reader | Tx): Promise<Sitting[]> {
    const sessions = await from.find(CommissionSession, {
      where: { state: In(COMING) },
      order: { startsAt: 'ASC', id: 'ASC' },
    });
    const [bodies, members] = [await this.bodies.listBodies(from), await this.bodies.listMembers(from)];
    // A paused session sits on its next day.
    const days = await this.days.latestOf(
      from,
      sessions.map(({ id }) => id),
    );
    return sessions
      .map(({ id, bodyId, ...first }) => ({
        id,
        bodyId,
        startsAt: days.get(id)?.startsAt ?? first.startsAt,
        room: days.get(id)?.room ?? first.room,
        bodyName: bodies.find((body) => body.id === bodyId)?.name ?? '',
        members: members
          .filter((member) => member.bodyId === bodyId)
          .map(({ personKey, label }) => ({ key: personKey, label })),
      }))
      .sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
  }
}
