import { Injectable } from '@nestjs/common';
import { Hooks } from '../../../foundation/kernel/hooks.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Refusal } from '../../../foundation/kernel/refusal.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';

/** Why a family can no longer change the answers of a request; null when it can. */
export type AnswerLock = (from: Reader | Tx, requestId: Id) => Promise<Refusal | null>;

/**
 * Features that judge requests register here which answers are fixed (domain.md §8: frozen). The commissions are
 * downstream and may not be called from here.
 */
@Injectable()
export class AnswerLocks {
  readonly locks = new Hooks<AnswerLock>('a family changes an answer: may it still?');

  /** The first reason found for any of these requests. */
  async refusalFor(from: Reader | Tx, ...requestIds: readonly Id[]): Promise<Refusal | null> {
    for (const requestId of requestIds) {
      for (const lock of this.locks.all) {
        const refusal = await lock(from, requestId);
        if (refusal) return refusal;
      }
    }
    return null;
  }
}
