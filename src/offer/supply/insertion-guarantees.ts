import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../foundation/kernel/clock.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound } from '../../foundation/kernel/refusal.js';
import type { Day } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import {
  guaranteeOn,
  judgeGuarantee,
  type GuaranteeInForce,
  type GuaranteeSetting,
} from './domain/insertion-guarantee.js';
import { InsertionGuarantee, Provider } from './persistence/supply.entities.js';
import { Supply } from './supply.js';

/** The places that each establishment guarantees to families in insertion, set from a day on and never rewritten. */
@Injectable()
export class InsertionGuarantees {
  constructor(
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly supply: Supply,
  ) {}

  /** What each establishment guarantees on a day, in the order given. */
  async listInForce(
    from: Reader | Tx,
    establishmentIds: readonly Id[],
    day: Day,
  ): Promise<(GuaranteeInForce & { readonly at: Id })[]> {
    const rows = groupedBy(
      await from.find(InsertionGuarantee, { where: { providerId: In([...establishmentIds]) }, order: { id: 'ASC' } }),
      ({ providerId }) => providerId,
    );
    return establishmentIds.flatMap((id) => {
      const provider = this.supply.provider(id);
      return provider ? [{ at: id, ...guaranteeOn(provider, rows.get(id) ?? [], day) }] : [];
    });
  }

  /** All that was set for one establishment, the latest first. */
  async listSettings(from: Reader | Tx, establishmentId: Id): Promise<InsertionGuarantee[]> {
    return from.find(InsertionGuarantee, {
      where: { providerId: establishmentId },
      order: { from: 'DESC', id: 'DESC' },
    });
  }

  /**
   * Sets a guarantee. The caller decides who may.
   * @throws NotFound
   * @throws DomainError when it is less than the legal minimum without another way to meet it, or begins on a past day
   */
  async setGuarantee(tx: Tx, actor: Actor, establishmentId: Id, wanted: GuaranteeSetting): Promise<void> {
    const provider = await tx.findOne(Provider, { id: establishmentId });
    if (provider?.kind !== 'establishment') throw new NotFound('establishment');
    const refusal = judgeGuarantee(provider, wanted, this.clock.today());
    if (refusal) throw new DomainError(refusal);
    const { from, places, way, reason, otherChildren } = wanted;
    await tx.insert(InsertionGuarantee, {
      id: newId(),
      providerId: establishmentId,
      from,
      places,
      way,
      reason: way === 'own' ? null : reason,
      otherChildren,
      setAt: this.clock.now(),
      setBy: actorRef(actor),
    });
    await this.audit.changed(
      tx,
      actor,
      'provider.guarantee',
      { kind: 'provider', id: establishmentId },
      { from, places, way },
    );
  }
}
