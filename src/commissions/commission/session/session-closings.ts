import { Injectable } from '@nestjs/common';
import { Hooks } from '../../../foundation/kernel/hooks.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import type { CommissionSession } from '../persistence/commission.entities.js';

type ClosingListener = (tx: Tx, session: CommissionSession) => Promise<void>;

/** Tells downstream features that a session closes or has closed, in the transaction that closes it. */
@Injectable()
export class SessionClosings {
  /** Called with the number of cases. What is begun then must not matter when the session does not close after all. */
  readonly approaching = new Hooks<(cases: number) => void>('a session is about to close');
  readonly closed = new Hooks<ClosingListener>('a session has closed');
  readonly corrected = new Hooks<ClosingListener>('who was at a closed session is corrected');

  tellApproaching(cases: number): void {
    for (const listener of this.approaching.all) listener(cases);
  }

  async tellClosed(tx: Tx, session: CommissionSession): Promise<void> {
    for (const listener of this.closed.all) await listener(tx, session);
  }

  async tellCorrected(tx: Tx, session: CommissionSession): Promise<void> {
    for (const listener of this.corrected.all) await listener(tx, session);
  }
}
