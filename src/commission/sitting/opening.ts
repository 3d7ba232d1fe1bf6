import { Injectable } from '@nestjs/common';
import type { Id } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/index.js';
import type { Actor } from '../../platform/security/index.js';
import type { CommissionSession } from '../persistence/commission.entities.js';
import { SessionRecords } from '../session/session-records.js';
import { SittingDays } from '../session/sitting-days.js';

/** Opens a session: its first day begins. */
@Injectable()
export class Opening {
  constructor(
    private readonly records: SessionRecords,
    private readonly days: SittingDays,
  ) {}

  /** @param expectedVersion the version of the session that the person saw; any other is a Conflict */
  async openSession(tx: Tx, actor: Actor, sessionId: Id, expectedVersion?: number): Promise<CommissionSession> {
    const locked = await this.records.lockForAction(tx, actor, sessionId, 'open', expectedVersion);
    await this.days.beginDay(tx, locked.session);
    return this.records.saveTransition(tx, actor, locked, 'open');
  }
}
