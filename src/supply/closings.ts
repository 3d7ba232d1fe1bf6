import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { newId, type Id } from '../kernel/ids.js';
import { overlaps } from '../kernel/period.js';
import { DomainError, NotFound, refuse } from '../kernel/refusal.js';
import type { Day } from '../kernel/time.js';
import { Audit } from '../platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../platform/database/index.js';
import type { Actor } from '../platform/security/index.js';
import { judgeClosing } from './domain/closing-dates.js';
import { ClosingPeriod } from './persistence/supply.entities.js';
import { mayDeclarePlaces } from './places.policy.js';

/** Days on which an establishment receives nobody. Seats stay held: the children come back. */
@Injectable()
export class Closings {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** The closing periods that end on a day or later, first one first. */
  async listFrom(providerId: Id, day: Day, reader: Reader | Tx = this.reader): Promise<ClosingPeriod[]> {
    const rows = await reader.find(ClosingPeriod, { where: { providerId }, order: { from: 'ASC' } });
    return rows.filter((row) => row.to >= day);
  }

  /** @throws DomainError when the dates are past, in the wrong order, too far away, or already closed */
  declareClosing(actor: Actor, closing: Omit<ClosingPeriod, 'id'>): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      this.requireOwn(actor, closing.providerId);
      const refusal = judgeClosing(closing, this.clock.today());
      if (refusal) throw new DomainError(refusal);
      const other = (await this.listFrom(closing.providerId, closing.from, tx)).find((row) => overlaps(row, closing));
      if (other) throw new DomainError(refuse('closing.overlaps', { from: other.from, to: other.to }));
      const id = newId();
      await tx.insert(ClosingPeriod, { ...closing, id });
      await this.audit.changed(tx, actor, 'closing.declare', { kind: 'closing', id });
    });
  }

  removeClosing(actor: Actor, providerId: Id, closingId: Id): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      this.requireOwn(actor, providerId);
      if ((await tx.delete(ClosingPeriod, { id: closingId, providerId })) === 0) throw new NotFound('closing');
      await this.audit.changed(tx, actor, 'closing.remove', { kind: 'closing', id: closingId });
    });
  }

  private requireOwn(actor: Actor, providerId: Id): void {
    if (!mayDeclarePlaces(actor, providerId)) throw new NotFound('provider');
  }
}
