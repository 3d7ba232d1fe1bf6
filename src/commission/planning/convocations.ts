import { Injectable } from '@nestjs/common';
import type { Id } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/index.js';
import { SYSTEM, type Actor } from '../../platform/security/index.js';
import { CommissionSession } from '../persistence/commission.entities.js';
import { SessionRecords } from '../session/session-records.js';
import { SessionTasks } from './session-tasks.js';

/** Members are called to a session. */
@Injectable()
export class Convocations {
  constructor(
    private readonly records: SessionRecords,
    private readonly tasks: SessionTasks,
  ) {}

  /**
   * Sends the convocations.
   * @param expectedVersion of the session as the person saw it; another one is a Conflict
   */
  async call(tx: Tx, actor: Actor, sessionId: Id, expectedVersion?: number): Promise<CommissionSession> {
    const locked = await this.records.lockForAction(tx, actor, sessionId, 'call', expectedVersion);
    await this.tasks.callMembers(tx, locked.session, locked.body);
    await this.tasks.cancel(tx, sessionId, ['call']);
    return this.records.saveTransition(tx, actor, locked, 'call');
  }

  /** The date has come: does nothing when a person did it first, or when the session was cancelled. */
  async callWhenDue(tx: Tx, sessionId: Id): Promise<void> {
    if ((await tx.lock(CommissionSession, { id: sessionId }))?.state === 'planned')
      await this.call(tx, SYSTEM, sessionId);
  }
}
