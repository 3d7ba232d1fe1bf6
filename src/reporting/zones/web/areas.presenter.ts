import { Injectable } from '@nestjs/common';
import { shownCounts } from '../../../foundation/kernel/small-counts.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { dayInputs } from '../../../foundation/platform/web/index.js';
import { Territory } from '../../../territory/territory/index.js';
import type { CommuneFlows } from '../commune-flows.js';
import type { DrawnArea } from '../domain/drawn-areas.js';
import { shareWithin, type Flow } from '../domain/flows.js';
import { groupFacts, measureGroup } from '../domain/zone-measures.js';
import type { AreaHypothesis } from '../persistence/zones.entities.js';
import type { ZonePicture } from '../zone-figures.js';
import { AREA_NUMBERS } from './areas.form.js';
import { rangeWords, tensionWords } from './zone-words.js';

const HOME = '/zones/bassins';
type Line = readonly (string | number)[];

/** Living areas compared on the main measures, and flows between communes. */
@Injectable()
export class AreasPresenter {
  constructor(private readonly territory: Territory) {}

  page(
    words: Translator,
    hypotheses: readonly AreaHypothesis[],
    now: readonly DrawnArea[],
    picture: ZonePicture,
    flows: CommuneFlows,
    mayDraw: boolean,
  ): Record<string, unknown> {
    const { t } = words;
    return {
      title: t('zones.areas.title'),
      at: picture.at,
      mayDraw,
      tables: [
        ...(now.length > 0
          ? [{ table: this.areasTable(words, t('zones.areas.now'), now, picture, flows), href: null }]
          : []),
        ...hypotheses.map(({ id, name, from, areas }) => ({
          table: this.areasTable(words, t('zones.areas.of', { name, day: words.day(from) }), areas, picture, flows),
          href: `${HOME}/${id}`,
          name,
        })),
      ],
      flows: (['wished', 'cared'] as const).map((kind) => this.flowTable(words, kind, flows[kind])),
    };
  }

  private areasTable(
    words: Translator,
    caption: string,
    areas: readonly DrawnArea[],
    picture: ZonePicture,
    { wished, cared }: CommuneFlows,
  ): Record<string, unknown> {
    const { t } = words;
    const share = (value: number | null): string => (value === null ? '–' : words.percent(value));
    return {
      caption,
      columns: [
        { text: t('zones.areas.area') },
        ...['without', 'tension', 'collective', 'individual', 'need', 'wished', 'cared'].map((name) => ({
          text: t(`zones.areas.column.${name}`),
          numeric: true,
        })),
      ],
      rows: areas.map((area) => {
        const own = picture.zones.filter(({ communeCode }) => area.communes.includes(communeCode));
        const facts = groupFacts(area.name, own, picture.nearbyOf(area.communes));
        const { per100, tension, need } = measureGroup(facts, own, picture.rules);
        return [
          { text: area.name, hint: words.list(area.communes.map((code) => this.communeName(words, code))) },
          facts.familiesWithout,
          tensionWords(words, tension),
          per100 ? words.number(Math.round(per100.collective * 10) / 10) : '–',
          per100 ? words.number(Math.round(per100.individual * 10) / 10) : '–',
          rangeWords(words, need),
          share(shareWithin(area, wished)),
          share(shareWithin(area, cared)),
        ];
      }),
    };
  }

  /** Communes of residence down, communes of care across; those that nobody goes to have no column. */
  private flowTable(words: Translator, kind: keyof CommuneFlows, flows: readonly Flow[]): Record<string, unknown> {
    const { t } = words;
    const targets = this.order(flows.map(({ to }) => to));
    return {
      caption: t(`zones.areas.flows.${kind}`),
      wide: true,
      columns: [
        { text: t('zones.areas.residence') },
        ...targets.map((code) => ({ text: this.communeName(words, code), numeric: true })),
      ],
      rows: this.order(flows.map(({ from }) => from)).map((from) => [
        this.communeName(words, from),
        ...targets.map((to) => countOf(flows, from, to)),
      ]),
      empty: t('zones.areas.noFlow'),
    };
  }

  /** Both matrices as lines, without small counts. */
  flowLines(words: Translator, { wished, cared }: CommuneFlows): Line[] {
    const { t } = words;
    const lines = (
      [
        ['wished', wished],
        ['cared', cared],
      ] as const
    ).flatMap(([kind, flows]) =>
      this.order(flows.map(({ from }) => from)).flatMap((from): Line[] => {
        const targets = this.order(flows.map(({ to }) => to));
        const { counts } = shownCounts(targets.map((to) => countOf(flows, from, to)));
        return targets.map((to, index) => [
          t(`zones.areas.flows.${kind}`),
          this.communeName(words, from),
          this.communeName(words, to),
          counts[index] ?? t('zones.areas.hidden'),
        ]);
      }),
    );
    return [
      [t('zones.areas.flow'), t('zones.areas.residence'), t('zones.areas.target'), t('zones.areas.children')],
      ...lines,
    ];
  }

  formModel(words: Translator, id: string | null): Record<string, unknown> {
    const { t } = words;
    return {
      title: t(id === null ? 'zones.areas.new' : 'zones.areas.edit'),
      action: id === null ? HOME : `${HOME}/${id}`,
      discardAction: id === null ? null : `${HOME}/${id}/jeter`,
      numbers: AREA_NUMBERS,
      communes: this.territory
        .communes()
        .map(({ code, name }) => ({
          code,
          name,
          choices: ['0', ...AREA_NUMBERS].map((number) => ({
            value: `${code}=${number}`,
            text: number === '0' ? t('zones.areas.noArea') : t('zones.areas.number', { number }),
          })),
        })),
    };
  }

  /** What the form shows of a hypothesis: the names of its areas, and beside each commune the number of its own. */
  fieldsOf(name: string, from: Day | null, areas: readonly DrawnArea[], version: number): Record<string, unknown> {
    const shown = areas.slice(0, AREA_NUMBERS.length);
    return {
      name,
      version: String(version),
      ...(from === null ? {} : dayInputs('from', from)),
      ...Object.fromEntries(shown.map((area, index) => [`area${index + 1}`, area.name])),
      'areas[]': this.territory
        .communes()
        .map(({ code }) => `${code}=${shown.findIndex(({ communes }) => communes.includes(code)) + 1}`),
    };
  }

  private order(codes: readonly string[]): string[] {
    const known = this.territory.communes().map(({ code }) => code);
    const there = new Set(codes);
    return [...known.filter((code) => there.has(code)), ...[...there].filter((code) => !known.includes(code)).sort()];
  }

  private communeName({ t }: Translator, code: string): string {
    return this.territory.commune(code)?.name ?? t('zones.outside');
  }
}

const countOf = (flows: readonly Flow[], from: string, to: string): number =>
  flows.find((flow) => flow.from === from && flow.to === to)?.count ?? 0;
