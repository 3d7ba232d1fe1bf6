import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import type { CommissionSession } from '../persistence/commission.entities.js';

type ClosingListener = (tx: Tx, session: CommissionSession) => Promise<void>;

/** Tells who stands downstream that a session has closed, in the transaction that closes it. */
@Injectable()
export class SessionClosings {
  private readonly closed: ClosingListener[] = [];
  private readonly correctedOnes: ClosingListener[] = [];

  onClosed(listener: ClosingListener): void {
    this.closed.push(listener);
  }

  /** Who was there was mended after the closing. */
  onCorrected(listener: ClosingListener): void {
    this.correctedOnes.push(listener);
  }

  async tell(tx: Tx, session: CommissionSession): Promise<void> {
    for (const listener of this.closed) await listener(tx, session);
  }

  async corrected(tx: Tx, session: CommissionSession): Promise<void> {
    for (const listener of this.correctedOnes) await listener(tx, session);
  }
}
