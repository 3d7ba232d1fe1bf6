import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { newId, type Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import type { WishForm } from '../domain/dossier-form.js';
import { FactRecords, type Writing } from '../lifecycle/fact-records.js';
import { Wish } from '../persistence/dossier.entities.js';

export const sameTarget = (a: WishForm, b: WishForm): boolean =>
  a.mode === b.mode && a.providerId === b.providerId && a.communeCode === b.communeCode;

/** The target of a wish, without the other columns of its row. */
const targetOf = ({ mode, providerId, communeCode }: WishForm): WishForm => ({ mode, providerId, communeCode });

/** Writes the wishes of requests. No other code does. */
@Injectable()
export class RequestWishes {
  constructor(
    private readonly clock: Clock,
    private readonly records: FactRecords,
  ) {}

  /** Writes the wishes of a new request, best first. @param since the day on which they were first stated */
  async beginWishes(tx: Tx, requestId: Id, wishes: readonly WishForm[], since: Day): Promise<void> {
    await this.insertWishes(tx, requestId, wishes, 0);
    if (wishes.length > 0) await this.recordWishes(tx, requestId, wishes, since);
  }

  /** Adds wishes that a request does not have yet, after its own. @returns the added wishes */
  async addWishes(tx: Tx, requestId: Id, wishes: readonly WishForm[]): Promise<WishForm[]> {
    const own = await tx.find(Wish, { where: { requestId }, order: { rank: 'ASC' } });
    const missing = wishes.filter((wish) => !own.some((mine) => sameTarget(mine, wish))).map(targetOf);
    if (missing.length === 0) return [];
    await this.insertWishes(tx, requestId, missing, Math.max(0, ...own.map(({ rank }) => rank)));
    await this.recordWishes(tx, requestId, [...own, ...missing]);
    return missing;
  }

  /** Removes these wishes. The others keep their order. */
  async dropWishes(tx: Tx, requestId: Id, wishes: readonly WishForm[]): Promise<void> {
    if (wishes.length === 0) return;
    const own = await tx.find(Wish, { where: { requestId }, order: { rank: 'ASC' } });
    await this.replaceWishes(
      tx,
      requestId,
      own.filter((mine) => !wishes.some((wish) => sameTarget(mine, wish))),
    );
  }

  /** Replaces the wishes of a request by these, best first. */
  async replaceWishes(tx: Tx, requestId: Id, wishes: readonly WishForm[], writing?: Writing): Promise<void> {
    await tx.delete(Wish, { requestId });
    await this.insertWishes(tx, requestId, wishes, 0);
    await this.recordWishes(tx, requestId, wishes, this.clock.today(), writing);
  }

  private async insertWishes(tx: Tx, requestId: Id, wishes: readonly WishForm[], after: number): Promise<void> {
    await tx.insert(
      Wish,
      wishes.map((wish, index) => ({ ...targetOf(wish), id: newId(), requestId, rank: after + index + 1 })),
    );
  }

  private async recordWishes(
    tx: Tx,
    requestId: Id,
    wishes: readonly WishForm[],
    since = this.clock.today(),
    writing?: Writing,
  ): Promise<void> {
    await this.records.addFacts(
      tx,
      [
        {
          kind: 'wishes',
          subjectId: requestId,
          part: '',
          effectiveFrom: since,
          value: { wishes: wishes.map(targetOf) },
        },
      ],
      writing,
    );
  }
}
