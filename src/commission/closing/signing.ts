import { Injectable } from '@nestjs/common';
import type { Id } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/index.js';
import type { Actor } from '../../platform/security/index.js';
import type { CommissionSession } from '../persistence/commission.entities.js';
import { SessionTasks } from '../planning/session-tasks.js';
import { SessionRecords } from '../session/session-records.js';

/** The minutes of a closed session are signed: it is over. */
@Injectable()
export class Signing {
  constructor(
    private readonly records: SessionRecords,
    private readonly tasks: SessionTasks,
  ) {}

  /**
   * The caller says who may.
   * @param expectedVersion of the session as the person saw it; another one is a Conflict
   */
  async sign(tx: Tx, actor: Actor, sessionId: Id, expectedVersion?: number): Promise<CommissionSession> {
    const locked = await this.records.lockForAction(tx, actor, sessionId, 'sign', expectedVersion);
    await this.tasks.cancel(tx, sessionId, ['minutes']);
    return this.records.saveTransition(tx, actor, locked, 'sign');
  }
}
