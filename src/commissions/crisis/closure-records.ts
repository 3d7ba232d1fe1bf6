import { Injectable } from '@nestjs/common';
import type { Id } from '../../foundation/kernel/ids.js';
import { Conflict, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { Reader, type Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { Supply, type Provider } from '../../offer/supply/index.js';
import { Territory } from '../../territory/territory/index.js';
import { mayFollowClosure, mayLeadClosure } from './crisis.policy.js';
import { SuddenClosure } from './persistence/crisis.entities.js';

/** Sudden closures as rows: who reads them, and who changes them. */
@Injectable()
export class ClosureRecords {
  constructor(
    private readonly reader: Reader,
    private readonly supply: Supply,
    private readonly territory: Territory,
  ) {}

  /** Those that an actor follows, the latest first. */
  async listFollowed(actor: Actor): Promise<SuddenClosure[]> {
    const all = await this.reader.find(SuddenClosure, { order: { from: 'DESC', id: 'DESC' } });
    return all.filter((closure) => this.isFollowedBy(actor, closure));
  }

  /** @throws NotFound when it does not exist, or the actor does not follow it */
  async read(actor: Actor, id: Id, from: Reader | Tx = this.reader): Promise<SuddenClosure> {
    const closure = await from.findOne(SuddenClosure, { id });
    if (!closure || !this.isFollowedBy(actor, closure)) throw new NotFound('closure');
    return closure;
  }

  /** {@link read} for who leads it. @throws NotFound */
  async readLed(actor: Actor, id: Id): Promise<SuddenClosure> {
    const closure = await this.read(actor, id);
    if (!mayLeadClosure(actor, closure.providerId)) throw new NotFound('closure');
    return closure;
  }

  /**
   * Locks a closure for who leads it, and counts the change.
   * @param version as the person saw it
   * @throws NotFound | Conflict when it changed since, or was cancelled
   */
  async lockToLead(tx: Tx, actor: Actor, id: Id, version: number): Promise<SuddenClosure> {
    const closure = await tx.lock(SuddenClosure, { id });
    if (!closure || !mayLeadClosure(actor, closure.providerId)) throw new NotFound('closure');
    if (closure.version !== version || closure.state === 'cancelled') throw new Conflict(refuse('closure.changed'));
    await tx.update(SuddenClosure, { id }, { version: version + 1 });
    return { ...closure, version: version + 1 };
  }

  providerOf({ providerId }: Pick<SuddenClosure, 'providerId'>): Provider {
    return this.supply.provider(providerId)!;
  }

  private isFollowedBy(actor: Actor, { providerId }: SuddenClosure): boolean {
    const provider = this.supply.provider(providerId);
    const deskId = provider && this.territory.deskOf(provider.communeCode).id;
    return deskId !== null && mayFollowClosure(actor, { id: providerId, deskId });
  }
}
