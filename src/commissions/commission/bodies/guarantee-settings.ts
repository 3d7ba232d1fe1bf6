import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { Reader, UnitOfWork, type Tx } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import {
  InsertionGuarantees,
  Supply,
  type GuaranteeInForce,
  type GuaranteeSetting,
  type Provider,
} from '../../../offer/supply/index.js';
import { Bodies } from './bodies.js';
import { mayGuaranteePlaces } from './body.policy.js';

export interface GuaranteeSheet {
  readonly provider: Provider;
  readonly inForce: GuaranteeInForce;
  /** The latest first. */
  readonly settings: readonly GuaranteeSetting[];
}

/**
 * The places that an establishment guarantees to families in insertion. Its director sets them, or the coordinator of
 * its body.
 */
@Injectable()
export class GuaranteeSettings {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly bodies: Bodies,
    private readonly supply: Supply,
    private readonly guarantees: InsertionGuarantees,
  ) {}

  /** @throws NotFound when the actor may not set it */
  async readSheet(actor: Actor, establishmentId: Id): Promise<GuaranteeSheet> {
    const provider = await this.requireOwn(this.reader, actor, establishmentId);
    const [inForce] = await this.guarantees.listInForce(this.reader, [establishmentId], this.clock.today());
    return { provider, inForce: inForce!, settings: await this.guarantees.listSettings(this.reader, establishmentId) };
  }

  /** @throws NotFound | DomainError when the law does not allow it */
  setGuarantee(actor: Actor, establishmentId: Id, wanted: GuaranteeSetting): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await this.requireOwn(tx, actor, establishmentId);
      await this.guarantees.setGuarantee(tx, actor, establishmentId, wanted);
    });
  }

  private async requireOwn(from: Reader | Tx, actor: Actor, establishmentId: Id): Promise<Provider> {
    const provider = this.supply.provider(establishmentId);
    const bodies = (await this.bodies.listBodies(from))
      .filter(({ establishmentIds }) => establishmentIds.includes(establishmentId))
      .map(({ id }) => id);
    if (provider?.kind !== 'establishment' || !mayGuaranteePlaces(actor, establishmentId, bodies))
      throw new NotFound('establishment');
    return provider;
  }
}
