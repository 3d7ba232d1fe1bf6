import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { DomainError, refuse } from '../../foundation/kernel/refusal.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { Territory } from '../../territory/territory/index.js';
import type { ProviderKind } from './domain/kinds.js';
import { Provider, ProviderChange } from './persistence/supply.entities.js';
import { assertPlaced, type ProviderContact, type ProviderIdentity } from './provider-changes.js';
import { Promises } from './promises.js';
import { ProviderRecords } from './provider-records.js';
import { maySettleProvider } from './providers.policy.js';
import { Supply } from './supply.js';

export type NewProvider = ProviderIdentity &
  ProviderContact & { readonly kind: ProviderKind } & Partial<Pick<Provider, 'atypicalHours'>>;

/** A provider that the territory did not have. Its hours, sections and places are said next, on its own page. */
@Injectable()
export class ProviderCreation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly records: ProviderRecords,
    private readonly territory: Territory,
    private readonly supply: Supply,
    private readonly promises: Promises,
  ) {}

  /** @throws NotFound when the commune is not one in which the actor adds providers */
  async createProvider(actor: Actor, wanted: NewProvider): Promise<Id> {
    const id = await this.unitOfWork.run((tx) => this.createProviderIn(tx, actor, wanted));
    await this.supply.reload();
    return id;
  }

  /** {@link createProvider} within a unit that writes more. The caller reloads the supply after it. */
  async createProviderIn(tx: Tx, actor: Actor, wanted: NewProvider): Promise<Id> {
    const id = newId();
    assertPlaced(this.territory, this.supply, actor, wanted);
    await tx.insert(Provider, { ...BLANK, ...wanted, id });
    const facts = { name: { before: null, after: wanted.name } };
    const provider = (await tx.findOne(Provider, { id }))!;
    await this.records.recordAct(tx, actor, { provider }, { act: 'create', from: this.clock.today(), facts });
    return id;
  }

  /** What the open providers of a commune are called, as they stand in this unit. */
  async listNamesIn(tx: Tx, communeCode: string): Promise<string[]> {
    const there = await tx.find(Provider, { where: { communeCode, closedFrom: IsNull() } });
    return there.map(({ name }) => name);
  }

  /**
   * Takes back a provider as if it had never been added. The caller reloads the supply after it.
   * @throws NotFound | DomainError when somebody has changed it since, or a family waits for it
   */
  async takeBackIn(tx: Tx, actor: Actor, providerId: Id): Promise<void> {
    const { provider } = await this.records.openProvider(tx, actor, providerId, maySettleProvider);
    const waiting = await this.promises.countWaiting(tx, providerId);
    if (provider.version > AS_CREATED || waiting > 0)
      throw new DomainError(refuse('provider.used', { name: provider.name }));
    await this.records.recordAct(tx, actor, { provider }, { act: 'close', from: this.clock.today(), facts: {} });
    await tx.delete(ProviderChange, { providerId });
    await tx.delete(Provider, { id: providerId });
  }
}

/** How many changes a provider has when nobody has touched it since it was added. */
const AS_CREATED = 1;

/** What nobody has said yet of a new provider. */
const BLANK = {
  capacityAssumed: false,
  overbookingAllowed: false,
  availableFrom: null,
  atypicalHours: false,
  sectionMove: 'september',
  lastDay: '08-31',
  howItWorks: null,
  howItWorksEn: null,
  accessibility: null,
  adaptationExperience: null,
  closedFrom: null,
  version: 0,
} satisfies Partial<Provider>;
