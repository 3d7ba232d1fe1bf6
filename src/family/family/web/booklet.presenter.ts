import { Injectable } from '@nestjs/common';
import { ACT_DAYS } from '../../../dossier/dossier/index.js';
import { CARE_KINDS, type CareKindName } from '../../../foundation/kernel/care-kinds.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import { estimatePrice, type PriceEstimate, type PriceScale } from '../../../places/placement/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Settings } from '../../../foundation/platform/settings/index.js';
import { kindWords, linesOf, Supply, type Provider } from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { drawTerritory } from '../domain/territory-map.js';
import { DirectoryPresenter } from './directory.presenter.js';
import { PublicRulesPresenter } from './public-rules.presenter.js';

interface BookletBlock {
  readonly heading: string;
  readonly level?: 3;
  readonly newPage?: boolean;
  /** Whether it stands on one page. */
  readonly together?: boolean;
  readonly paragraphs?: readonly string[];
  readonly list?: readonly string[];
  readonly facts?: readonly { readonly name: string; readonly lines: readonly string[] }[];
  /** `wide`: the column that takes the room that is left. */
  readonly table?: {
    readonly columns: readonly string[];
    readonly wide: number;
    readonly rows: readonly (readonly string[])[];
  };
  readonly map?: { readonly svg: string; readonly alt: string };
}

type OtherKind = Exclude<CareKindName, 'establishment'>;
const OTHER_KINDS = (Object.keys(CARE_KINDS) as CareKindName[]).filter(
  (kind): kind is OtherKind => kind !== 'establishment',
);

/** What families can ask for, by the words of the booklet. A mode stands in it when the territory has one. */
const MODES = [
  'multi_accueil',
  'creche_familiale',
  'micro_creche_psu',
  'micro_creche_paje',
  'jardin_enfants',
  ...OTHER_KINDS,
] as const;
type Mode = (typeof MODES)[number];
const modeOf = ({ kind, establishmentKind }: Provider): Mode =>
  kind === 'establishment' ? (establishmentKind ?? 'multi_accueil') : kind;
/** Modes of which families are told even where nobody is known: they find them through the desk. */
const ALWAYS: readonly Mode[] = OTHER_KINDS.filter((kind) => CARE_KINDS[kind].alwaysTold);
const SCALES: Readonly<Partial<Record<Mode, PriceScale>>> = {
  multi_accueil: 'collective',
  micro_creche_psu: 'collective',
  creche_familiale: 'family_creche',
};
/** More than any ceiling of resources. */
const MOST_RESOURCES = 1e9;

/** The welcome booklet (livret d'accueil) and the page of one provider, as booklet.typ prints them. */
@Injectable()
export class BookletPresenter {
  constructor(
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly directory: DirectoryPresenter,
    private readonly rules: PublicRulesPresenter,
  ) {}

  async booklet(words: Translator): Promise<object> {
    const { t } = words;
    const providers = this.supply.openProviders().filter(({ kind }) => kind !== 'childminder');
    return {
      ...(await this.frame(words, t('family.booklet.title'))),
      lead: [t('family.booklet.lead')],
      blocks: [
        this.steps(words),
        this.desks(words),
        ...this.map(words),
        { heading: t('family.booklet.modes'), newPage: true, paragraphs: [t('family.booklet.modesLead')] },
        ...this.modes(words),
        ...(await this.commissions(words)),
        { heading: t('family.booklet.providers'), newPage: true },
        ...providers.map((provider) => ({ ...this.providerBlock(words, provider), level: 3, together: true })),
      ],
    };
  }

  /** @throws NotFound for who is closed, and for a childminder: hers is no page to print and hand out */
  async providerPage(words: Translator, providerId: string): Promise<object> {
    const provider = this.supply.openProviders().find(({ id }) => id === providerId);
    if (!provider || provider.kind === 'childminder') throw new NotFound('provider');
    const { heading: _name, ...block } = this.providerBlock(words, provider);
    return {
      ...(await this.frame(words, provider.name)),
      lead: [],
      blocks: [
        { heading: kindWords(words, provider), ...block },
        this.mode(words, modeOf(provider)),
        this.desks(words, [this.territory.deskOf(provider.communeCode)]),
      ],
    };
  }

  private async frame(words: Translator, title: string): Promise<Record<string, unknown>> {
    const { t, lang } = words;
    const name = await this.settings.get('territoryName');
    return {
      lang,
      title: `${title} – ${name}`,
      heading: title,
      product: t('web.product'),
      service: t('web.service'),
      issuer: { name, lines: [] },
      footer: name,
    };
  }

  private steps({ t }: Translator): BookletBlock {
    const hint = { 2: { days: ACT_DAYS.take_up } } as Record<number, Record<string, number>>;
    return {
      heading: t('family.booklet.steps'),
      list: [1, 2, 3, 4].map(
        (step) => `${t(`family.home.step${step}`)}. ${t(`family.home.step${step}Hint`, hint[step])}`,
      ),
    };
  }

  private desks(words: Translator, desks = this.territory.desks()): BookletBlock {
    return {
      heading: words.t('family.booklet.desks'),
      facts: desks.map(({ name, address, phone, email }) => ({
        name,
        lines: [address, phone && phoneWords(phone), email].flatMap((line) => line || []),
      })),
    };
  }

  /** A numbered drawing, and the table that says the same in words. */
  private map(words: Translator): BookletBlock[] {
    const { t } = words;
    const communes = this.territory.communes();
    const svg = drawTerritory(
      communes.map(({ latitude, longitude }, index) => ({
        number: index + 1,
        latitude: Number(latitude),
        longitude: Number(longitude),
      })),
    );
    if (svg === null) return [];
    const count = (code: string, isCounted: (provider: Provider) => boolean): string =>
      String(this.supply.openProviders().filter((one) => one.communeCode === code && isCounted(one)).length);
    return [
      {
        heading: t('family.booklet.map'),
        newPage: true,
        map: { svg, alt: t('family.booklet.mapAlt') },
        table: {
          columns: ['number', 'commune', 'nurseries', 'childminders'].map((name) => t(`family.booklet.column.${name}`)),
          wide: 1,
          rows: communes.map(({ code, name }, index) => [
            String(index + 1),
            name,
            count(code, ({ kind }) => kind === 'establishment' || kind === 'mam'),
            count(code, ({ kind }) => kind === 'childminder'),
          ]),
        },
      },
    ];
  }

  private modes(words: Translator): BookletBlock[] {
    const there = new Set<Mode>([...ALWAYS, ...this.supply.openProviders().map(modeOf)]);
    return MODES.filter((mode) => there.has(mode)).map((mode) => ({ ...this.mode(words, mode), level: 3 }));
  }

  private mode(words: Translator, mode: Mode): BookletBlock {
    const { t } = words;
    return {
      heading: t(`family.booklet.mode.${mode}`),
      paragraphs: [t(`family.booklet.how.${mode}`), this.cost(words, mode), t(`family.booklet.call.${callOf(mode)}`)],
    };
  }

  /** What it costs. An hour at a nursery of the Caf's scale: from the floor to the ceiling of the resources. */
  private cost(words: Translator, mode: Mode): string {
    const { t, money, day } = words;
    const scale = SCALES[mode];
    if (!scale) return t(`family.booklet.cost.${mode}`);
    const [least, most] = [0, MOST_RESOURCES].map((monthlyResources) =>
      estimatePrice(scale, { monthlyResources, dependentChildren: 1, disabledChild: false }, this.clock.today()),
    ) as [PriceEstimate, PriceEstimate];
    const older = least.olderTable && t('family.price.older', { day: day(least.olderTable) });
    const cost = t('family.booklet.cost.scale', { least: money(least.hourly), most: money(most.hourly) });
    return [cost, older].filter(Boolean).join(' ');
  }

  private async commissions(words: Translator): Promise<BookletBlock[]> {
    const { t } = words;
    const { bodies, grid } = await this.rules.inShort(words);
    return [
      {
        heading: t('family.booklet.commissions'),
        newPage: true,
        paragraphs: [t('family.rules.lead'), t('family.rules.oneDossierText')],
      },
      ...bodies.map(({ heading, lines }): BookletBlock => ({ heading, level: 3, list: lines })),
      ...(grid
        ? [
            {
              heading: t('family.rules.points'),
              paragraphs: [grid.source],
              table: {
                columns: [t('family.rules.criterion'), t('family.rules.pointsColumn')],
                wide: 0,
                rows: grid.rows,
              },
            },
          ]
        : []),
    ];
  }

  private providerBlock(words: Translator, provider: Provider): BookletBlock {
    const { lang } = words;
    const how = lang === 'en' ? (provider.howItWorksEn ?? provider.howItWorks) : provider.howItWorks;
    return {
      heading: provider.name,
      paragraphs: linesOf(how),
      facts: [
        { name: words.t('family.directory.mode'), lines: [kindWords(words, provider)] },
        {
          name: words.t('family.directory.commune'),
          lines: [this.territory.commune(provider.communeCode)?.name ?? ''],
        },
        ...this.directory.facts(words, provider).map(({ key, lines }) => ({ name: key, lines })),
        ...(provider.webPage ? [{ name: words.t('family.directory.webPage'), lines: [provider.webPage] }] : []),
      ],
    };
  }
}

/** Whom to call: the desk for a place, the place itself where nobody asks for one. */
const callOf = (mode: Mode): 'desk' | 'self' => (mode === 'laep' ? 'self' : 'desk');
