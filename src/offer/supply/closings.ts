import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { Hooks } from '../../foundation/kernel/hooks.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { FIRST_LANGUAGE } from '../../foundation/kernel/language.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import type { Day } from '../../foundation/kernel/time.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { Catalogue } from '../../foundation/platform/i18n/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { judgeClosing } from './domain/closing-dates.js';
import { closingsMeet, nextDaysOf } from './domain/yearly-closing.js';
import { ClosingPeriod } from './persistence/supply.entities.js';
import { ProviderRecords } from './provider-records.js';
import { mayRunProvider } from './providers.policy.js';

/** `yearly`: on the same days of every year from then on. */
export type WantedClosingPeriod = Omit<ClosingPeriod, 'id' | 'yearly'> & { readonly yearly?: boolean };

/** Days on which an establishment receives nobody. Seats stay held: the children come back. */
@Injectable()
export class Closings {
  /** Called with a closing that a person takes away. @returns whether it follows something that ends it by itself */
  readonly followed = new Hooks<(tx: Tx, closingId: Id) => Promise<boolean>>('a closing is taken away by hand');

  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly records: ProviderRecords,
    private readonly catalogue: Catalogue,
  ) {}

  /** The next days of each closing that end on a day or later, first one first. */
  async listFrom(providerId: Id, day: Day, reader: Reader | Tx = this.reader): Promise<ClosingPeriod[]> {
    const rows = await reader.find(ClosingPeriod, { where: { providerId } });
    return rows
      .flatMap((row) => {
        const next = nextDaysOf(row, day);
        return next ? [{ ...row, ...next }] : [];
      })
      .sort((a, b) => a.from.localeCompare(b.from));
  }

  /** @throws DomainError when the dates are past, in the wrong order, too far away, or already closed */
  declareClosing(actor: Actor, { yearly = false, ...wanted }: WantedClosingPeriod): Promise<void> {
    const closing = { ...wanted, yearly };
    return this.unitOfWork.run(async (tx) => {
      const opened = await this.records.openProvider(tx, actor, closing.providerId, mayRunProvider);
      const refusal = judgeClosing(closing, this.clock.today());
      if (refusal) throw new DomainError(refusal);
      const other = (await this.listFrom(closing.providerId, this.clock.today(), tx)).find((row) =>
        closingsMeet(row, closing),
      );
      if (other) throw new DomainError(refuse('closing.overlaps', { from: other.from, to: other.to }));
      await tx.insert(ClosingPeriod, { ...closing, id: newId() });
      const { from, to, reason } = closing;
      await this.records.recordAct(tx, actor, opened, {
        act: 'closings',
        from,
        facts: { closing: { before: null, after: { from, to, yearly } } },
        reason,
      });
    });
  }

  /**
   * Keeps the days of a sudden closure, which follow what is known of its end. Whoever calls has authorised it.
   * @param id of the closure
   * @param days null takes them back
   */
  async keepSuddenClosing(
    tx: Tx,
    id: Id,
    days: Pick<ClosingPeriod, 'providerId' | 'from' | 'to'> | null,
  ): Promise<void> {
    await tx.delete(ClosingPeriod, { id });
    const reason = this.catalogue.translator(FIRST_LANGUAGE).t('supply.suddenClosing');
    if (days) await tx.insert(ClosingPeriod, { id, ...days, reason, yearly: false });
  }

  /** @throws DomainError for the days of a sudden closure, which end with it */
  removeClosing(actor: Actor, providerId: Id, closingId: Id): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const opened = await this.records.openProvider(tx, actor, providerId, mayRunProvider);
      const row = await tx.findOne(ClosingPeriod, { id: closingId, providerId });
      if (!row) throw new NotFound('closing');
      for (const isFollowing of this.followed.all)
        if (await isFollowing(tx, closingId)) throw new DomainError(refuse('closing.sudden'));
      await tx.delete(ClosingPeriod, { id: closingId });
      const { from, to, yearly, reason } = row;
      await this.records.recordAct(tx, actor, opened, {
        act: 'closings',
        from: this.clock.today(),
        facts: { closing: { before: { from, to, yearly }, after: null } },
        reason,
      });
    });
  }
}
