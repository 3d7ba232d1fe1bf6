import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { DomainError } from '../../../foundation/kernel/refusal.js';
import { dayOf, type Day } from '../../../foundation/kernel/time.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { openingRefusal } from '../domain/session-dates.js';
import type { CommissionSession } from '../persistence/commission.entities.js';
import { SessionTasks } from '../planning/session-tasks.js';
import { SessionRecords } from '../session/session-records.js';
import { SittingDays } from '../session/sitting-days.js';

/** Opens a session: its first day begins. */
@Injectable()
export class Opening {
  constructor(
    private readonly clock: Clock,
    private readonly records: SessionRecords,
    private readonly days: SittingDays,
    private readonly tasks: SessionTasks,
  ) {}

  /**
   * A session that is opened on another day than planned is from then on a session of that day: minutes and letters
   * name the day on which members sat.
   * @param expectedVersion the version of the session that the person saw; any other is a Conflict
   * @param confirmedDay the day on which the person said that the session sits, when it is not the day planned
   * @throws DomainError when today is not the day of the session, and was not confirmed
   */
  async openSession(
    tx: Tx,
    actor: Actor,
    sessionId: Id,
    expectedVersion?: number,
    confirmedDay?: Day,
  ): Promise<CommissionSession> {
    const locked = await this.records.lockForAction(tx, actor, sessionId, 'open', expectedVersion);
    const [planned, today] = [dayOf(locked.session.startsAt), this.clock.today()];
    const refusal = openingRefusal(planned, today, confirmedDay);
    if (refusal) throw new DomainError(refusal);
    const patch = planned === today ? {} : { startsAt: this.clock.now() };
    const session = await this.records.saveTransition(
      tx,
      actor,
      locked,
      'open',
      patch,
      planned === today ? null : { planned },
    );
    await this.days.beginDay(tx, session);
    await this.tasks.cancelTasks(tx, sessionId, ['call']);
    if (planned !== today) await this.tasks.planMinutes(tx, session, locked.body);
    return session;
  }
}
