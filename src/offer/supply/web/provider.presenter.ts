import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import { CARE_KINDS } from '../../../foundation/kernel/care-kinds.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { Capacities } from '../capacities.js';
import { Closings } from '../closings.js';
import { capacityOn } from '../domain/capacity-on.js';
import type { Capacity, ClosingPeriod, Provider, Section } from '../persistence/supply.entities.js';
import { ProviderBook, type NamedChange } from '../provider-book.js';
import { mayDeclarePlaces } from '../places.policy.js';
import { maySettleProvider, mayTakeBackChange } from '../providers.policy.js';
import { sectionWords } from '../section-words.js';
import { Supply } from '../supply.js';
import { HistoryPresenter } from './provider-history.presenter.js';
import { agesWords, hoursLines, kindWords, linesOf, priceWords, runsFrom } from './provider-words.js';

interface Topic {
  readonly id: string;
  readonly title: string;
  readonly href: string | null;
  readonly rows: readonly object[];
}

/** The page of one provider: its topics, each with what may be changed, and its history. */
@Injectable()
export class ProviderPresenter {
  constructor(
    private readonly book: ProviderBook,
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly capacities: Capacities,
    private readonly closings: Closings,
    private readonly clock: Clock,
    private readonly history: HistoryPresenter,
  ) {}

  async pageModel(words: Translator, actor: Actor, provider: Provider): Promise<Record<string, unknown>> {
    const { t, list } = words;
    const today = this.clock.today();
    const maySettle = maySettleProvider(actor, this.book.placed(provider));
    const missing = this.book.missingOf(provider).map((fact) => t(`provider.missing.${fact}`));
    const capacities = await this.capacities.ofEstablishment(provider.id, today);
    const closings = await this.closings.listFrom(provider.id, today);
    const changes = await this.book.listChanges(provider.id);
    const base = `/offre/${provider.id}`;
    return {
      title: provider.name,
      kind: kindWords(words, provider),
      closed: provider.closedFrom ? t('provider.closedFrom', { day: provider.closedFrom }) : null,
      missing: missing.length > 0 ? t('provider.missingList', { list: list(missing) }) : null,
      topics: [
        this.identity(words, provider, maySettle),
        this.contact(words, provider),
        this.how(words, provider),
        this.hours(words, provider, closings),
      ],
      sections: provider.kind === 'establishment' ? this.sections(words, provider, capacities) : null,
      newSectionHref: `${base}/sections`,
      reservedHref: provider.kind === 'establishment' ? `${base}/places-reservees` : null,
      staysHref: hasClosed(provider, this.supply.sectionsOf(provider.id)) ? `${base}/accueils-a-la-fermeture` : null,
      closeHref: maySettle && !provider.closedFrom ? `${base}/fermer` : null,
      reopenHref: maySettle && provider.closedFrom ? `${base}/rouvrir` : null,
      members: this.members(words, provider),
      directorHref: mayDeclarePlaces(actor, provider.id) ? `/eaje/${provider.id}` : null,
      history: this.history.items(words, changes, (act) => mayTakeBackChange(actor, this.book.placed(provider), act)),
      toCome: this.toCome(words, changes),
    };
  }

  private topic(
    { t }: Translator,
    { id }: Provider,
    name: string,
    path: string | null,
    rows: readonly object[],
  ): Topic {
    return { id: name, title: t(`provider.topic.${name}`), href: path && `/offre/${id}/${path}`, rows };
  }

  private identity(words: Translator, provider: Provider, maySettle: boolean): Topic {
    const { t } = words;
    const mam = this.supply.provider(provider.mamId);
    return this.topic(words, provider, 'identity', maySettle ? 'identite' : null, [
      { key: t('provider.field.kind'), value: kindWords(words, provider) },
      { key: t('provider.field.commune'), value: this.territory.commune(provider.communeCode)?.name },
      { key: t('provider.field.manager'), value: provider.manager },
      ...(!CARE_KINDS[provider.kind].counted
        ? []
        : [
            {
              key: t('provider.field.capacity'),
              lines: [
                t('provider.placesCount', { count: provider.authorisedCapacity }),
                ...this.bandLines(words, provider),
              ],
            },
          ]),
      // A place where parents and children meet asks for no price by the hour.
      ...(provider.kind === 'laep' ? [] : [{ key: t('provider.field.price'), value: priceWords(words, provider) }]),
      ...(provider.kind === 'establishment'
        ? [{ key: t('provider.field.avip'), value: t(provider.avip ? 'provider.yes' : 'provider.no') }]
        : []),
      ...(mam ? [{ key: t('provider.field.mam'), value: mam.name }] : []),
    ]);
  }

  private bandLines({ t, hours }: Translator, { agreedBands }: Provider): string[] {
    return (agreedBands ?? []).map((band) => t('provider.bandLine', { hours: hours(band), count: band.places }));
  }

  private contact(words: Translator, provider: Provider): Topic {
    const { t } = words;
    return this.topic(words, provider, 'contact', 'coordonnees', [
      { key: t('provider.field.address'), value: provider.address },
      { key: t('provider.field.phone'), value: provider.phone && phoneWords(provider.phone) },
      { key: t('provider.field.email'), value: provider.email },
      { key: t('provider.field.webPage'), value: provider.webPage },
    ]);
  }

  private how(words: Translator, provider: Provider): Topic {
    const { t } = words;
    return this.topic(words, provider, 'words', 'fonctionnement', [
      { key: t('provider.field.howItWorks'), lines: linesOf(provider.howItWorks) },
      { key: t('provider.field.howItWorksEn'), lines: linesOf(provider.howItWorksEn) },
      { key: t('provider.field.accessibility'), lines: linesOf(provider.accessibility) },
      { key: t('provider.field.adaptationExperience'), lines: linesOf(provider.adaptationExperience) },
      { key: t('provider.field.atypicalHours'), value: t(provider.atypicalHours ? 'provider.yes' : 'provider.no') },
    ]);
  }

  private hours(words: Translator, provider: Provider, closings: readonly ClosingPeriod[]): Topic {
    const { t, period } = words;
    const today = this.clock.today();
    const periods = this.supply.hoursOf(provider.id).filter((hours) => runsFrom(hours, today));
    const current = periods.findLast(({ from }) => from <= today) ?? periods[0];
    return this.topic(words, provider, 'hours', 'horaires', [
      {
        key: t('provider.field.hours'),
        lines: periods.flatMap((hours) => hoursLines(words, hours, hours === current)),
      },
      {
        key: t('provider.field.closings'),
        ...(closings.length === 0 ? { value: t('provider.noClosing') } : {}),
        lines: closings.map((closing) =>
          t('provider.closingLine', {
            days: period(closing),
            reason: closing.reason,
            yearly: closing.yearly ? 'yes' : 'no',
          }),
        ),
        change: { href: `/offre/${provider.id}/fermetures` },
      },
    ]);
  }

  private sections(words: Translator, provider: Provider, capacities: readonly Capacity[]): Record<string, unknown> {
    const { t } = words;
    return {
      caption: t('provider.topic.sections'),
      captionHidden: true,
      columns: ['section', 'ages', 'places', 'change'].map((column) => ({
        text: t(`provider.column.${column}`),
        hidden: column === 'change',
      })),
      rows: this.supply.sectionsOf(provider.id).map((section) => {
        const name = sectionWords(words, section);
        const href = `/offre/${provider.id}/sections/${section.code}`;
        return [
          {
            text: name,
            ...(section.closedFrom ? { hint: t('provider.closedFrom', { day: section.closedFrom }) } : {}),
          },
          agesWords(words, section),
          { text: this.placesOf(words, section, capacities), href: `${href}/places` },
          { text: t('provider.changeSection', { section: name }), href },
        ];
      }),
      empty: t('provider.noSection'),
    };
  }

  /** The places of a section: of the fullest half-day today, and from when others are declared. */
  private placesOf({ t }: Translator, section: Section, capacities: readonly Capacity[]): string {
    const today = this.clock.today();
    const rows = capacities.filter(({ sectionId }) => sectionId === section.id);
    const now = capacityOn(rows, today);
    const next = rows.find(({ from }) => from > today);
    const most = (row: Capacity | undefined): number => Math.max(0, ...Object.values(row?.seats ?? {}));
    return next
      ? t('provider.placesThen', { count: most(now), then: most(next), day: next.from })
      : t('provider.placesCount', { count: most(now) });
  }

  private members({ t }: Translator, provider: Provider): Record<string, unknown> | null {
    if (provider.kind !== 'mam') return null;
    return {
      caption: t('provider.topic.members'),
      captionHidden: true,
      columns: [{ text: t('provider.column.name') }, { text: t('provider.column.places'), numeric: true }],
      rows: this.book
        .listMembers(provider.id)
        .map((member) => [{ text: member.name, href: `/offre/${member.id}` }, member.authorisedCapacity]),
      empty: t('provider.noMember'),
    };
  }

  private toCome({ t, list, day }: Translator, changes: readonly NamedChange[]): string | null {
    const toCome = changes.filter((change) => this.history.isToCome(change));
    const days = [...new Set(toCome.map(({ from }) => from))].sort();
    return toCome.length > 0 ? t('provider.toCome', { count: toCome.length, days: list(days.map(day)) }) : null;
  }
}

/** Whether it is an establishment that closes, or of which a section closes. */
const hasClosed = ({ kind, closedFrom }: Provider, sections: readonly Section[]): boolean =>
  kind === 'establishment' &&
  [closedFrom, ...sections.map((section) => section.closedFrom)].some((day) => day !== null);
