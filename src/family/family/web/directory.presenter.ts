import { Injectable } from '@nestjs/common';
import {
  availabilityInShort,
  availabilityLines,
  ChildminderBook,
  type KnownChildminder,
} from '../../../places/childminders/index.js';
import { ACT_DAYS, WISH_MODES } from '../../../dossier/dossier/index.js';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  kindWords,
  linesOf,
  openingLines,
  priceWords,
  PROVIDER_KINDS,
  Supply,
  type Provider,
} from '../../../offer/supply/index.js';
import { pageLinks } from '../../../foundation/platform/web/index.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { Territory } from '../../../territory/territory/index.js';

export interface DirectoryFilter {
  readonly mode: string;
  /** INSEE code; empty means the whole territory. */
  readonly commune: string;
}

/** How many are listed on a page. */
const PAGE = 20;

/**
 * What a childminder shows of herself: name, commune and free places are published by law (CASF L214-2-2), the rest
 * only as far as she agreed.
 */
function shownOf({ provider, record }: KnownChildminder): Provider {
  const shown = record?.shownContacts ?? [];
  return {
    ...provider,
    phone: shown.includes('phone') ? provider.phone : null,
    email: shown.includes('email') ? provider.email : null,
    address: shown.includes('address') ? provider.address : null,
    webPage: null,
  };
}

/** The childcare of the territory, as a family reads it. */
@Injectable()
export class DirectoryPresenter {
  constructor(
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly childminders: ChildminderBook,
  ) {}

  titled(words: Translator, key: string): Record<string, unknown> {
    return { title: words.t(key) };
  }

  homeModel(words: Translator): Record<string, unknown> {
    const { t } = words;
    return {
      ...this.titled(words, 'family.home.title'),
      steps: [
        { text: t('family.home.step1'), hint: t('family.home.step1Hint') },
        { text: t('family.home.step2'), hint: t('family.home.step2Hint', { days: ACT_DAYS.take_up }) },
        { text: t('family.home.step3'), hint: t('family.home.step3Hint') },
        { text: t('family.home.step4'), hint: t('family.home.step4Hint') },
      ],
    };
  }

  async listModel(words: Translator, filter: DirectoryFilter, number: number): Promise<Record<string, unknown>> {
    const { t } = words;
    const known = new Map((await this.childminders.listOpen()).map((one) => [one.provider.id, one]));
    const published = (id: string): KnownChildminder | undefined => {
      const one = known.get(id);
      return one && this.childminders.isPublished(one) ? one : undefined;
    };
    // Childminders who were not told what is published are counted, and not named.
    const isNamed = ({ kind, id }: Provider): boolean => kind !== 'childminder' || published(id) !== undefined;
    const matching = this.supply
      .openProviders()
      .filter(
        (provider) =>
          (filter.mode === '' || provider.kind === filter.mode) &&
          (filter.commune === '' || provider.communeCode === filter.commune),
      );
    // Nurseries stand first, and a hundred childminders last; names are in order within each kind.
    const named = PROVIDER_KINDS.flatMap((kind) => matching.filter((one) => one.kind === kind && isNamed(one)));
    const pages = Math.max(1, Math.ceil(named.length / PAGE));
    const current = Math.min(Math.max(1, Number.isInteger(number) ? number : 1), pages);
    const query = Object.entries(filter).filter(([, value]) => value !== '') as [string, string][];
    const hrefOf = (next: number): string =>
      `/modes-d-accueil?${new URLSearchParams([...query, ['page', String(next)]]).toString()}`;
    return {
      ...this.titled(words, 'family.directory.title'),
      filter: { values: { ...filter }, errors: [] },
      modes: [
        ...WISH_MODES.map((value) => ({ value, text: t(`dossier.choice.mode.${value}`) })),
        { value: 'laep', text: t('provider.kind.laep') },
      ],
      communes: this.territory.communes().map(({ code, name }) => ({ value: code, text: name })),
      kinds: [...groupedBy(named.slice((current - 1) * PAGE, current * PAGE), ({ kind }) => kind)].map(
        ([kind, providers]) => ({
          title: t(`family.directory.kind.${kind}`),
          providers: providers.map((provider) => this.line(words, provider, published(provider.id))),
        }),
      ),
      pages: pages > 1 ? pageLinks(current, pages, hrefOf) : null,
      // Those above have a page of their own, so that the table counts the others.
      othersTitle: t(
        named.some(({ kind }) => kind === 'childminder') ? 'family.directory.others' : 'family.directory.allOthers',
      ),
      others: this.counted(
        words,
        matching.filter((provider) => !isNamed(provider)),
        known,
      ),
      found: matching.length,
    };
  }

  /** @throws NotFound for who is closed, and for a childminder who was not told what is published */
  async providerModel(words: Translator, providerId: string): Promise<Record<string, unknown>> {
    const open = this.supply.openProviders().find(({ id }) => id === providerId);
    if (!open) throw new NotFound('provider');
    const minder = open.kind === 'childminder' ? await this.childminders.read(providerId) : null;
    if (minder && !this.childminders.isPublished(minder)) throw new NotFound('provider');
    const provider = minder ? shownOf(minder) : open;
    const { t, lang } = words;
    const how = lang === 'en' ? (provider.howItWorksEn ?? provider.howItWorks) : provider.howItWorks;
    return {
      title: provider.name,
      kind: kindWords(words, provider),
      how: linesOf(how),
      rows: [
        { key: t('family.directory.commune'), value: this.communeName(provider.communeCode) },
        ...(minder ? this.minderFacts(words, minder) : []),
        ...this.facts(words, provider),
      ],
      sheetHref: minder ? null : `/modes-d-accueil/${provider.id}/fiche.pdf`,
      information: provider.kind === 'laep',
      why: minder ? t('family.directory.whyShown') : null,
      mapHref: `https://www.openstreetmap.org/search?query=${encodeURIComponent(provider.address ?? this.communeName(provider.communeCode))}`,
      webPage: provider.webPage && /^https?:\/\//.test(provider.webPage) ? provider.webPage : null,
    };
  }

  /** Where she works, and the places that she has free: never free when nobody confirmed it. */
  private minderFacts(words: Translator, { provider, availability }: KnownChildminder): object[] {
    const { t } = words;
    const mam = this.supply.provider(provider.mamId);
    return [
      { key: t('family.directory.freePlaces'), lines: availabilityLines(words, availability) },
      ...(mam ? [{ key: t('family.directory.mam'), value: mam.name }] : []),
    ];
  }

  private communeName(code: string): string {
    return this.territory.commune(code)?.name ?? '';
  }

  /** One line of the list: where, when, by which telephone. */
  private line(words: Translator, { id }: Provider, minder: KnownChildminder | undefined): object {
    const provider = minder ? shownOf(minder) : this.supply.provider(id)!;
    const phone = provider.phone ? phoneWords(provider.phone) : '';
    const free = minder ? [availabilityInShort(words, minder.availability)] : [];
    return {
      id: provider.id,
      name: provider.name,
      href: `/modes-d-accueil/${provider.id}`,
      facts: [this.communeName(provider.communeCode), ...this.hours(words, provider), phone, ...free].filter(Boolean),
    };
  }

  private hours(words: Translator, provider: Provider): string[] {
    const known = this.supply.hoursOf(provider.id).length > 0;
    return known ? openingLines(words, this.supply.openingOf(provider.id, null)) : [];
  }

  /** What families look for. Nothing is said where nobody has told. */
  facts(words: Translator, provider: Provider): { key: string; lines: string[] }[] {
    const { t } = words;
    const sections = this.supply.sectionsOf(provider.id).filter(({ closedFrom }) => closedFrom === null);
    const ages = sections.map(({ ageFromMonths, ageToMonths }) => [ageFromMonths, ageToMonths] as const);
    const said = (key: string, lines: readonly (string | null)[]): { key: string; lines: string[] } => ({
      key: t(`family.directory.fact.${key}`),
      lines: lines.flatMap((line) => line ?? []),
    });
    return [
      said('address', [provider.address]),
      said('phone', [provider.phone && phoneWords(provider.phone)]),
      said('email', [provider.email]),
      said('hours', this.hours(words, provider)),
      said('ages', [
        ages.length === 0
          ? null
          : t('family.directory.agesValue', {
              from: Math.min(...ages.map(([from]) => from)),
              to: Math.max(...ages.map(([, to]) => to)),
            }),
      ]),
      said('places', [
        provider.authorisedCapacity === 0
          ? null
          : t(provider.capacityAssumed ? 'family.directory.placesAssumed' : 'family.directory.placesCount', {
              count: provider.authorisedCapacity,
            }),
      ]),
      said('price', [priceWords(words, provider)]),
      said('manager', [provider.manager]),
      said('accessibility', linesOf(provider.accessibility)),
      said('adaptation', linesOf(provider.adaptationExperience)),
      said('atypical', [provider.atypicalHours ? t('family.directory.atypicalValue') : null]),
      said('avip', [provider.avip ? t('family.directory.avipValue') : null]),
    ].filter(({ lines }) => lines.length > 0);
  }

  /**
   * The childminders who are not named, counted by commune. Only those count as free who confirmed that they are.
   */
  private counted(
    words: Translator,
    providers: readonly Provider[],
    known: ReadonlyMap<string, KnownChildminder>,
  ): object {
    const { t } = words;
    const groups = groupedBy(providers, ({ communeCode }) => communeCode);
    return {
      caption: t('family.directory.others'),
      captionHidden: true,
      columns: [
        { text: t('family.directory.commune') },
        { text: t('family.directory.number'), numeric: true },
        { text: t('family.directory.free'), numeric: true },
      ],
      rows: [...groups.values()].map((group) => [
        this.communeName(group[0]!.communeCode),
        group.length,
        group.filter(({ id }) => known.get(id)?.availability.state === 'free').length,
      ]),
    };
  }
}
