import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound } from '../../foundation/kernel/refusal.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { ALARMS, judgeThreshold, type AlarmKind, type WatchKind } from './domain/watches.js';
import { FigureWatch } from './persistence/observatory.entities.js';

/** What a person asks to be told: the page of the month, and for each alarm its threshold. Null: not this one. */
export interface WantedWatches extends Readonly<Record<AlarmKind, number | null>> {
  readonly month: boolean;
}

/** What each person asked to be told of the figures. Everybody sees and changes their own. */
@Injectable()
export class FigureWatches {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async readOwn(actor: Actor): Promise<WantedWatches> {
    const rows = await this.reader.find(FigureWatch, { where: { accountId: accountOf(actor) } });
    const kept = new Map(rows.map(({ kind, threshold }) => [kind, threshold]));
    return { month: kept.has('month'), without: kept.get('without') ?? null, waiting: kept.get('waiting') ?? null };
  }

  /** What is asked for twice stays as it was, crossed or not. @throws DomainError when a threshold is too small */
  async changeOwn(actor: Actor, wanted: WantedWatches): Promise<void> {
    const accountId = accountOf(actor);
    for (const kind of ALARMS) {
      const threshold = wanted[kind];
      const refusal = threshold === null ? null : judgeThreshold(kind, threshold);
      if (refusal) throw new DomainError(refusal);
    }
    await this.unitOfWork.run(async (tx) => {
      if (wanted.month) await this.keep(tx, accountId, 'month', null);
      else await tx.delete(FigureWatch, { accountId, kind: 'month' });
      for (const kind of ALARMS)
        if (wanted[kind] !== null) await this.keep(tx, accountId, kind, wanted[kind]);
        else await tx.delete(FigureWatch, { accountId, kind });
    });
  }

  private async keep(tx: Tx, accountId: Id, kind: WatchKind, threshold: number | null): Promise<void> {
    const isNew = await tx.insertIfAbsent(FigureWatch, {
      id: newId(),
      accountId,
      kind,
      threshold,
      crossed: false,
      sentMonth: null,
      since: this.clock.now(),
    });
    if (isNew) return;
    const known = await tx.findOne(FigureWatch, { accountId, kind });
    if (known && known.threshold !== threshold)
      await tx.update(FigureWatch, { id: known.id }, { threshold, crossed: false });
  }
}

function accountOf(actor: Actor): Id {
  if (actor.kind !== 'staff') throw new NotFound('account');
  return actor.accountId;
}
