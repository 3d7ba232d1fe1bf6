import { Injectable } from '@nestjs/common';
import type { Id } from '../../../foundation/kernel/ids.js';
import { DomainError, refuse } from '../../../foundation/kernel/refusal.js';
import { dayOf, instantAt, type Day } from '../../../foundation/kernel/time.js';
import { UnitOfWork, type Tx } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import type { CommissionSession } from '../persistence/commission.entities.js';
import { SessionCalendar, type NewSession } from '../planning/session-calendar.js';
import { SessionTasks } from '../planning/session-tasks.js';
import { SessionRecords } from '../session/session-records.js';
import { SittingDays } from '../session/sitting-days.js';
import { WithdrawnCases } from './withdrawn-cases.js';

/** Pauses a session that does not finish in one day. It goes on another day, and no decision is lost. */
@Injectable()
export class Pauses {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly calendar: SessionCalendar,
    private readonly records: SessionRecords,
    private readonly days: SittingDays,
    private readonly tasks: SessionTasks,
    private readonly withdrawn: WithdrawnCases,
  ) {}

  /**
   * Sets the day on which the session goes on, tells the members, and plans what follows from that day. While the
   * session is paused, it can be set again.
   * @throws DomainError when the day is too early; or, as for planning, with what collides and the nearest possible
   * days
   */
  pauseSession(
    actor: Actor,
    sessionId: Id,
    until: Pick<NewSession, 'day' | 'time' | 'room'>,
    expectedVersion?: number,
  ): Promise<CommissionSession> {
    return this.unitOfWork.run(async (tx) => {
      const locked = await this.records.lockForAction(tx, actor, sessionId, 'pause', expectedVersion);
      await this.assertLater(tx, locked.session, until.day);
      await this.calendar.assertMayGoOn(tx, locked.body, until, locked.session);
      const goesOn = { startsAt: instantAt(until.day, until.time), room: until.room };
      await this.days.goOn(tx, sessionId, goesOn.startsAt, goesOn.room, locked.session.state === 'suspended');
      await this.tasks.tellPause(tx, { ...locked.session, ...goesOn }, locked.body);
      return this.records.saveTransition(tx, actor, locked, 'pause', {}, { until: until.day });
    });
  }

  /**
   * The next day must come after each day on which the session sat or was to sit. A session that was opened before days
   * were recorded has its own date alone.
   */
  private async assertLater(tx: Tx, { id, startsAt, state }: CommissionSession, until: Day): Promise<void> {
    const days = await this.days.listDays(tx, id);
    const sat = state === 'suspended' ? days.slice(0, -1) : days;
    const last = [startsAt, ...sat.map((day) => day.startsAt)].map(dayOf).sort().at(-1)!;
    if (until <= last) throw new DomainError(refuse('session.goesOnLater', { day: last }));
  }

  /**
   * Resumes a paused session. Attendance is recorded anew, and requests that ended meanwhile get no proposal any more.
   */
  resumeSession(actor: Actor, sessionId: Id, expectedVersion?: number): Promise<CommissionSession> {
    return this.unitOfWork.run(async (tx) => {
      const session = await this.records.saveTransition(
        tx,
        actor,
        await this.records.lockForAction(tx, actor, sessionId, 'resume', expectedVersion),
        'resume',
      );
      await this.withdrawn.planReading(tx, sessionId);
      return session;
    });
  }
}
