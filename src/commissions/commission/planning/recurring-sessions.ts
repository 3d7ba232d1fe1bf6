import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { addDays, addMonths, dayOf, instantAt, TERRITORY_ZONE, type Day } from '../../../foundation/kernel/time.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import { occurrencesOf } from '../../../foundation/platform/calendar/index.js';
import { Reader, UnitOfWork } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { dayRefusal } from '../domain/agenda-conflicts.js';
import { foreseen, settled, type BodyRecurrence } from '../domain/body-recurrence.js';
import { passedTasks, type PassedTask } from '../domain/session-dates.js';
import { Body, CommissionSession } from '../persistence/commission.entities.js';
import { Agendas } from './agendas.js';
import { BodySettings } from './body-settings.js';
import { SessionCalendar } from './session-calendar.js';

/** How far ahead the dates of a recurrence are shown and planned. */
const HORIZON_MONTHS = 12;

export interface ForecastRow {
  readonly ruleDay: Day;
  /** Null when the body does not sit for this date. */
  readonly day: Day | null;
  /** The session that was planned from this date, in whatever state. */
  readonly session: CommissionSession | null;
  /** Why no session can be planned on this day, with the nearest days that are possible. */
  readonly conflict: Refusal | null;
  /** What would be past already for a session planned on this day, and done at once. */
  readonly passed: PassedTask[];
}

export interface PlannedRow {
  readonly ruleDay: Day;
  readonly day: Day;
  readonly refusal: Refusal | null;
}

/** The sessions that come back each year: the dates of a body's recurrence, and planning all of them at once. */
@Injectable()
export class RecurringSessions {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: BodySettings,
    private readonly agendas: Agendas,
    private readonly calendar: SessionCalendar,
    private readonly audit: Audit,
  ) {}

  /**
   * Changes the rule. Exceptions made for dates of the old rule are forgotten, and sessions that were already planned
   * stay.
   */
  changeRecurrence(actor: Actor, bodyId: Id, recurrence: Omit<BodyRecurrence, 'exceptions'>): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const { body } = await this.settings.readSheet(actor, bodyId, tx);
      const exceptions = body.recurrence?.rule === recurrence.rule ? body.recurrence.exceptions : [];
      await tx.update(Body, { id: bodyId }, { recurrence: { ...recurrence, exceptions } });
      await this.audit.changed(tx, actor, 'body.recurrence', { kind: 'body', id: bodyId }, { rule: recurrence.rule });
    });
  }

  /**
   * Makes an exception for one date.
   * @param to another day; null to skip the date; undefined to follow the rule again
   * @throws NotFound when the rule has no such date
   */
  settleDate(actor: Actor, bodyId: Id, ruleDay: Day, to: Day | null | undefined): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const { body } = await this.settings.readSheet(actor, bodyId, tx);
      if (!body.recurrence || !this.ruleDays(body.recurrence).includes(ruleDay)) throw new NotFound('date');
      const refusal = to ? dayRefusal(to, addDays(this.clock.today(), 1)) : null;
      if (refusal) throw new DomainError(refusal);
      await tx.update(
        Body,
        { id: bodyId },
        { recurrence: { ...body.recurrence, exceptions: settled(body.recurrence.exceptions, ruleDay, to) } },
      );
      await this.audit.changed(
        tx,
        actor,
        'body.recurrence-date',
        { kind: 'body', id: bodyId },
        { day: ruleDay, to: to ?? (to === null ? 'none' : 'rule') },
      );
    });
  }

  /** The dates of the coming year. Nothing is written. */
  async forecastDates(actor: Actor, bodyId: Id): Promise<ForecastRow[]> {
    const { body } = await this.settings.readSheet(actor, bodyId);
    const { recurrence } = body;
    const dates = recurrence ? foreseen(this.ruleDays(recurrence), recurrence.exceptions) : [];
    if (!recurrence || dates.length === 0) return [];
    const planned = await this.reader.find(CommissionSession, { where: { bodyId } });
    const agenda = await this.agendas.readAgenda(this.reader, body, {
      first: this.clock.today(),
      last: dates.at(-1)!.ruleDay,
    });
    return dates.map(({ ruleDay, day }) => {
      const session = planned.find(({ recurrenceDay }) => recurrenceDay === ruleDay) ?? null;
      const open = day !== null && session === null;
      const { time, room } = recurrence;
      return {
        ruleDay,
        day,
        session,
        conflict: open ? this.agendas.judgeSitting(agenda, { day, time, room }) : null,
        passed: open ? passedTasks(instantAt(day, time), body.noticeDays, this.clock.now()) : [],
      };
    });
  }

  /**
   * Plans every date that is possible, each in a unit of its own. A date that is not possible any more is reported,
   * and does not stop the others. Doing it again plans nothing twice.
   */
  async planAll(actor: Actor, bodyId: Id): Promise<PlannedRow[]> {
    const rows = await this.forecastDates(actor, bodyId);
    const results: PlannedRow[] = [];
    for (const { ruleDay, day, session, conflict } of rows) {
      if (day === null || session !== null) continue;
      const refusal = conflict ?? (await this.planOne(actor, bodyId, ruleDay, day));
      if (refusal?.code !== 'session.plannedAlready') results.push({ ruleDay, day, refusal });
    }
    return results;
  }

  private async planOne(actor: Actor, bodyId: Id, ruleDay: Day, day: Day): Promise<Refusal | null> {
    try {
      await this.unitOfWork.run(async (tx) => {
        // Checked again once the bodies are locked, so that a person who waited sees what the first one has planned.
        await this.agendas.lockBodies(tx);
        if (await tx.findOne(CommissionSession, { bodyId, recurrenceDay: ruleDay }))
          throw new DomainError(refuse('session.plannedAlready'));
        const { body } = await this.settings.readSheet(actor, bodyId, tx);
        const { time, room, entryMonths } = body.recurrence!;
        const entryFrom = `${addMonths(`${day.slice(0, 7)}-01`, entryMonths).slice(0, 7)}-01`;
        await this.calendar.planSessionIn(tx, actor, {
          bodyId,
          day,
          time,
          room,
          entryFrom,
          reofferAllowed: body.reofferAllowed,
          recurrenceDay: ruleDay,
        });
      });
      return null;
    } catch (error) {
      if (error instanceof DomainError) return error.refusal;
      throw error;
    }
  }

  private ruleDays({ rule, time }: BodyRecurrence): Day[] {
    const today = this.clock.today();
    const start = { local: `${today}T${time}:00`.replace(/[-:]/g, ''), zone: TERRITORY_ZONE };
    return (
      occurrencesOf(rule, start, instantAt(addDays(today, 1)), instantAt(addMonths(today, HORIZON_MONTHS))) ?? []
    ).map(dayOf);
  }
}
