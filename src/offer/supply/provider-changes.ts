import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import type { Day } from '../../foundation/kernel/time.js';
import { UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { Territory } from '../../territory/territory/index.js';
import { Capacities } from './capacities.js';
import { judgePrice } from './domain/price.js';
import { changedFacts, factsOn } from './domain/provider-facts.js';
import type { Provider } from './persistence/supply.entities.js';
import { ProviderRecords, type OpenedProvider } from './provider-records.js';
import { mayCreateProviderFor, mayRunProvider, maySettleProvider, type ProviderPolicy } from './providers.policy.js';
import { Supply } from './supply.js';

/** What a provider is, as agreed with others. */
export type ProviderIdentity = Pick<
  Provider,
  | 'name'
  | 'establishmentKind'
  | 'communeCode'
  | 'manager'
  | 'funding'
  | 'hourlyCents'
  | 'authorisedCapacity'
  | 'agreedBands'
  | 'avip'
  | 'mamId'
>;
export type ProviderContact = Pick<Provider, 'address' | 'phone' | 'email' | 'webPage'>;
export type ProviderWords = Pick<
  Provider,
  'howItWorks' | 'howItWorksEn' | 'accessibility' | 'adaptationExperience' | 'atypicalHours'
>;
type ProviderPaths = Pick<Provider, 'sectionMove' | 'lastDay'>;

/** The facts of each topic of a provider's page. */
interface FactsOf {
  identity: ProviderIdentity;
  contact: ProviderContact;
  words: ProviderWords;
  paths: ProviderPaths;
}
export type ProviderTopic = keyof FactsOf;

const MAY: Record<ProviderTopic, ProviderPolicy> = {
  identity: maySettleProvider,
  contact: mayRunProvider,
  words: mayRunProvider,
  paths: mayRunProvider,
};

/** Somebody changes what is written of a provider, from a day on. */
@Injectable()
export class ProviderChanges {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly records: ProviderRecords,
    private readonly capacities: Capacities,
    private readonly territory: Territory,
    private readonly supply: Supply,
  ) {}

  /**
   * @param version the one that the person saw; null where only what is sent changes
   * @throws NotFound | Conflict
   * @throws DomainError when the day is past, or more places are declared than would be authorised
   */
  async changeFacts<Topic extends ProviderTopic>(
    actor: Actor,
    providerId: Id,
    version: number | null,
    topic: Topic,
    facts: Partial<FactsOf[Topic]>,
    from: Day = this.clock.today(),
  ): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const opened = await this.records.openProvider(tx, actor, providerId, MAY[topic], version);
      if (from < this.clock.today()) throw new DomainError(refuse('provider.past'));
      const { provider, toCome } = opened;
      const ofProvider = toCome.filter(({ sectionId }) => sectionId === null);
      let changed = changedFacts<Provider>(factsOn(provider, ofProvider, from), facts);
      if (Object.keys(changed).length === 0) return;
      if (changed['authorisedCapacity'] && provider.capacityAssumed)
        changed = { ...changed, capacityAssumed: { before: true, after: false } };
      if (topic === 'identity') await this.judgeIdentity(tx, actor, opened, facts as Partial<ProviderIdentity>, from);
      await this.records.recordFacts(tx, actor, opened, { act: topic, from, facts: changed });
    });
    // Every page reads the providers from memory, so they are read again.
    await this.supply.reload();
  }

  private async judgeIdentity(
    tx: Tx,
    actor: Actor,
    { provider, toCome }: OpenedProvider,
    facts: Partial<ProviderIdentity>,
    from: Day,
  ): Promise<void> {
    const wanted = {
      ...factsOn(
        provider,
        toCome.filter(({ sectionId }) => sectionId === null),
        from,
      ),
      ...facts,
    };
    assertPlaced(this.territory, this.supply, actor, wanted);
    await this.capacities.assertAuthorised(tx, { provider: wanted, toCome: [] }, from);
  }
}

/**
 * A provider is in a commune in which the actor adds providers, a childminder works in a MAM that exists, and the price
 * is one that its kind can have.
 * @throws NotFound | DomainError
 */
export function assertPlaced(
  territory: Territory,
  supply: Supply,
  actor: Actor,
  {
    communeCode,
    mamId,
    ...priced
  }: Pick<Provider, 'communeCode' | 'mamId' | 'establishmentKind' | 'funding' | 'hourlyCents'>,
): void {
  const commune = territory.commune(communeCode);
  if (!commune || !mayCreateProviderFor(actor, commune.firstDeskId)) throw new NotFound('commune');
  if (mamId !== null && supply.provider(mamId)?.kind !== 'mam') throw new NotFound('mam');
  const refusal = judgePrice(priced);
  if (refusal) throw new DomainError(refusal);
}
