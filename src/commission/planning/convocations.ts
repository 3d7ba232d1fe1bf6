import { Injectable } from '@nestjs/common';
import type { Id } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/index.js';
import { SYSTEM, type Actor } from '../../platform/security/index.js';
import { CommissionSession } from '../persistence/commission.entities.js';
import { SessionRecords } from '../session/session-records.js';
import { SessionTasks } from './session-tasks.js';

/** Calls the members to a session. */
@Injectable()
export class Convocations {
  constructor(
    private readonly records: SessionRecords,
    private readonly tasks: SessionTasks,
  ) {}

  /**
   * Sends the convocations.
   * @param expectedVersion the version of the session that the person saw; any other is a Conflict
   */
  async callMembers(tx: Tx, actor: Actor, sessionId: Id, expectedVersion?: number): Promise<CommissionSession> {
    const locked = await this.records.lockForAction(tx, actor, sessionId, 'call', expectedVersion);
    await this.tasks.callMembers(tx, locked.session, locked.body);
    await this.tasks.cancelTasks(tx, sessionId, ['call']);
    return this.records.saveTransition(tx, actor, locked, 'call');
  }

  /**
   * Called by the job when the date has come. Does nothing when a person did it first, or when the session was
   * cancelled.
   */
  async callWhenDue(tx: Tx, sessionId: Id): Promise<void> {
    if ((await tx.lock(CommissionSession, { id: sessionId }))?.state === 'planned')
      await this.callMembers(tx, SYSTEM, sessionId);
  }
}
