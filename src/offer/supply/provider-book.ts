import { Injectable } from '@nestjs/common';
import { accountIdOf, findStaffNames } from '../../territory/accounts/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import { Reader } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { Territory } from '../../territory/territory/index.js';
import { isClosedOn } from './domain/closing-day.js';
import { PROVIDER_KINDS } from './domain/kinds.js';
import { missingOf, type MissingFact } from './domain/missing-facts.js';
import { Provider, ProviderChange } from './persistence/supply.entities.js';
import { mayRunProvider, type PlacedProvider } from './providers.policy.js';
import { Supply } from './supply.js';

export interface ProviderFilter {
  readonly text: string;
  readonly kind: string;
  readonly commune: string;
  readonly state: '' | 'open' | 'closed';
  readonly missing: '' | MissingFact;
}
export type NamedChange = ProviderChange & { readonly by: string | null };

/** A history longer than this is shown from its end. */
const MOST_CHANGES = 200;

/** The texts in which a search looks, kept as long as the provider is in memory. */
const searched = new WeakMap<Provider, string>();
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The providers that somebody looks after: to find one, and to read it with its history. */
@Injectable()
export class ProviderBook {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly supply: Supply,
    private readonly territory: Territory,
  ) {}

  /** Those that fit, kind by kind in alphabetical order. */
  list(actor: Actor, { text, kind, commune, state, missing }: ProviderFilter): Provider[] {
    const [today, words] = [this.clock.today(), plain(text).split(/\s+/).filter(Boolean)];
    return this.supply
      .providers()
      .filter(
        (provider) =>
          (kind === '' || provider.kind === kind) &&
          (commune === '' || provider.communeCode === commune) &&
          (state === '' || isClosedOn(provider, today) === (state === 'closed')) &&
          words.every((word) => this.searchedText(provider).includes(word)) &&
          mayRunProvider(actor, this.placed(provider)) &&
          (missing === '' || this.missingOf(provider).includes(missing)),
      )
      .sort((a, b) => PROVIDER_KINDS.indexOf(a.kind) - PROVIDER_KINDS.indexOf(b.kind));
  }

  /** @throws NotFound when it does not exist, or the actor does not look after it */
  read(actor: Actor, providerId: Id): Provider {
    const provider = this.supply.provider(providerId);
    if (!provider || !mayRunProvider(actor, this.placed(provider))) throw new NotFound('provider');
    return provider;
  }

  /** What changed, the latest first, with the name of who changed it; null for a program. */
  async listChanges(providerId: Id): Promise<NamedChange[]> {
    const changes = await this.reader.find(ProviderChange, {
      where: { providerId },
      order: { id: 'DESC' },
      take: MOST_CHANGES,
    });
    const names = await findStaffNames(
      this.reader,
      changes.map(({ recordedBy }) => recordedBy),
    );
    return changes.map((change) => ({ ...change, by: names.get(accountIdOf(change.recordedBy) ?? '') ?? null }));
  }

  /** The version that stands now, whoever wrote it. */
  async currentVersion(providerId: Id): Promise<number> {
    return (await this.reader.findOne(Provider, { id: providerId }))?.version ?? 0;
  }

  /** What families would look for and do not find. */
  missingOf(provider: Provider): MissingFact[] {
    return missingOf(provider, {
      hours: this.supply.hoursOf(provider.id).length > 0,
      sections: this.supply.sectionsOf(provider.id).length > 0,
    });
  }

  /** The childminders of a MAM. */
  listMembers(mamId: Id): Provider[] {
    return this.supply.openProviders().filter((provider) => provider.mamId === mamId);
  }

  placed({ id, communeCode }: Provider): PlacedProvider {
    return { id, deskId: this.territory.deskOf(communeCode).id };
  }

  private searchedText(provider: Provider): string {
    const known = searched.get(provider);
    if (known !== undefined) return known;
    const commune = this.territory.commune(provider.communeCode)?.name ?? '';
    const text = plain([provider.name, commune, provider.manager ?? '', provider.address ?? ''].join(' '));
    searched.set(provider, text);
    return text;
  }
}
