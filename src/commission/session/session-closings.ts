import { Injectable } from '@nestjs/common';
import { Hooks } from '../../kernel/hooks.js';
import type { Tx } from '../../platform/database/index.js';
import type { CommissionSession } from '../persistence/commission.entities.js';

type ClosingListener = (tx: Tx, session: CommissionSession) => Promise<void>;

/** Tells downstream features that a session has closed, in the transaction that closes it. */
@Injectable()
export class SessionClosings {
  readonly closed = new Hooks<ClosingListener>('a session has closed');
  readonly corrected = new Hooks<ClosingListener>('who was at a closed session is corrected');

  async tellClosed(tx: Tx, session: CommissionSession): Promise<void> {
    for (const listener of this.closed.all) await listener(tx, session);
  }

  async tellCorrected(tx: Tx, session: CommissionSession): Promise<void> {
    for (const listener of this.corrected.all) await listener(tx, session);
  }
}
