import { Injectable } from '@nestjs/common';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import type { CommissionSession } from '../persistence/commission.entities.js';
import { SessionTasks } from '../planning/session-tasks.js';
import { SessionRecords } from '../session/session-records.js';

/** Ends a closed session once its minutes are signed. */
@Injectable()
export class Signing {
  constructor(
    private readonly records: SessionRecords,
    private readonly tasks: SessionTasks,
  ) {}

  /**
   * Signs. The caller decides who may.
   * @param expectedVersion the version of the session that the person saw; any other is a Conflict
   */
  async signSession(tx: Tx, actor: Actor, sessionId: Id, expectedVersion?: number): Promise<CommissionSession> {
    const locked = await this.records.lockForAction(tx, actor, sessionId, 'sign', expectedVersion);
    await this.tasks.cancelTasks(tx, sessionId, ['minutes']);
    return this.records.saveTransition(tx, actor, locked, 'sign');
  }
}
