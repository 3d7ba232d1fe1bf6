import { Injectable } from '@nestjs/common';
import type { Id } from '../../kernel/ids.js';
import { DomainError, refuse } from '../../kernel/refusal.js';
import { dayOf, instantAt, type Day } from '../../kernel/time.js';
import { UnitOfWork, type Tx } from '../../platform/database/index.js';
import type { Actor } from '../../platform/security/index.js';
import type { CommissionSession } from '../persistence/commission.entities.js';
import { SessionCalendar, type NewSession } from '../planning/session-calendar.js';
import { SessionTasks } from '../planning/session-tasks.js';
import { SessionRecords } from '../session/session-records.js';
import { SittingDays } from '../session/sitting-days.js';
import { WithdrawnCases } from './withdrawn-cases.js';

/** A session that does not end on its day goes on on another: nothing that was decided is lost. */
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
   * Members are told of the day, and what follows from the session follows it. Said again while it is paused, the day
   * is another one.
   * @throws DomainError when it would go on before it began, or with what collides and the nearest days that suit, as
   * when planning
   */
  pause(
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

  /** A session goes on after each day on which it sat or was to sit: members may have opened it before its own. */
  private async assertLater(tx: Tx, { id, startsAt, state }: CommissionSession, until: Day): Promise<void> {
    const days = await this.days.of(tx, id);
    const sat = state === 'suspended' ? days.slice(0, -1) : days;
    const last = [startsAt, ...sat.map((day) => day.startsAt)].map(dayOf).sort().at(-1)!;
    if (until <= last) throw new DomainError(refuse('session.goesOnLater', { day: last }));
  }

  /** The room sits again: who is there is noted anew, and requests that ended meanwhile are proposed nothing. */
  resume(actor: Actor, sessionId: Id, expectedVersion?: number): Promise<CommissionSession> {
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
