import { Injectable } from '@nestjs/common';
import { Hooks } from '../../foundation/kernel/hooks.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Period } from '../../foundation/kernel/period.js';
import { DomainError } from '../../foundation/kernel/refusal.js';
import type { Day } from '../../foundation/kernel/time.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import { promisesInTheWay, refusePromised, type Promised, type Withdrawn } from './domain/promised.js';

/** What an establishment has promised on a day or later, as a feature knows it. */
export type PromiseListener = (from: Reader | Tx, providerId: Id, day: Day) => Promise<readonly Promised[]>;
/** How many families wait for an establishment. Nothing is promised to them, and they have to be told. */
export type WaitingListener = (from: Reader | Tx, providerId: Id) => Promise<number>;

/** What is promised at an establishment, which no change may take away by itself. */
@Injectable()
export class Promises {
  readonly asked = new Hooks<PromiseListener>('somebody asks what an establishment has promised');
  readonly waiting = new Hooks<WaitingListener>('somebody asks how many families wait for an establishment');

  async listFrom(from: Reader | Tx, providerId: Id, day: Day): Promise<readonly Promised[]> {
    const all: Promised[] = [];
    for (const listener of this.asked.all) all.push(...(await listener(from, providerId, day)));
    return all;
  }

  async countWaiting(from: Reader | Tx, providerId: Id): Promise<number> {
    let count = 0;
    for (const listener of this.waiting.all) count += await listener(from, providerId);
    return count;
  }

  /** The promises that a change would touch. */
  async listInTheWay(
    from: Reader | Tx,
    providerId: Id,
    during: Period,
    withdrawn: Withdrawn,
  ): Promise<readonly Promised[]> {
    return promisesInTheWay(await this.listFrom(from, providerId, during.from), during, withdrawn);
  }

  /** @throws DomainError naming the promises that a change would touch */
  async assertNone(tx: Tx, providerId: Id, during: Period, withdrawn: Withdrawn): Promise<void> {
    const refusal = refusePromised(await this.listInTheWay(tx, providerId, during, withdrawn));
    if (refusal) throw new DomainError(refusal);
  }
}
