import { Injectable } from '@nestjs/common';
import { dayOf } from '../../kernel/time.js';
import { lineChart } from '../../platform/charts/index.js';
import type { Translator } from '../../platform/i18n/index.js';
import { Settings } from '../../platform/settings/index.js';
import {
  AGES,
  FAMILY_STATUSES,
  OFFER_ANSWERS,
  STAGES,
  WISHES_OBTAINED,
  WITHOUT_CAUSES,
} from '../../reporting/index.js';
import { CommuneMap, Territory } from '../../territory/index.js';
import type { ReportFacts, ReportPart } from '../domain/report-facts.js';
import { monthsFrom, monthsIn } from '../domain/report-period.js';
import { shownFacts, type Shown, type ShownFacts } from '../domain/shown-facts.js';
import type { SteeringReport } from '../persistence/steering-report.entity.js';
import { countText, listTable, type CommentBlock, type CountsTable, type PartBlock } from './report-blocks.js';

const YEAR = 12;
/** The number by which words agree with a count that is hidden. */
const SOME = 2;

interface Told {
  readonly words: Translator;
  readonly report: SteeringReport;
  readonly facts: ReportFacts;
  readonly shown: ShownFacts;
}

/** The report as report.typ prints it. It leaves the desk, so that no small count is in it. */
@Injectable()
export class ReportDocument {
  constructor(
    private readonly territory: Territory,
    private readonly map: CommuneMap,
    private readonly settings: Settings,
  ) {}

  async build(words: Translator, report: SteeringReport): Promise<object> {
    const { t, lang, instant, fullDay } = words;
    const { facts } = report;
    const told: Told = { words, report, facts, shown: this.shown(facts) };
    const name = await this.settings.get('territoryName');
    return {
      lang,
      title: `${t('steering.title', periodOf(words, report))} – ${name}`,
      heading: t('steering.title', periodOf(words, report)),
      product: t('web.product'),
      service: t('web.service'),
      issuer: { name, lines: [] },
      footer: t('steering.footer', { day: fullDay(dayOf(facts.asKnown)) }),
      lead: [t('steering.lead', { from: fullDay(facts.from), to: fullDay(facts.to), at: instant(facts.asKnown) })],
      headline: this.headline(told),
      figures: this.figures(told),
      comment: this.comment(told, 'summary'),
      contents: t('steering.contents'),
      parts: [
        this.year(told),
        this.communes(told),
        this.causes(told),
        this.received(told),
        this.delays(told),
        this.answers(told),
      ],
      definitions: { heading: t('steering.definitions'), rows: this.definitions(told) },
      method: {
        heading: t('steering.method.heading'),
        lines: [
          t('steering.method.source'),
          t('steering.method.known', { at: instant(facts.asKnown) }),
          t('steering.method.hidden'),
          t('steering.method.delays'),
          t('steering.method.month'),
        ],
      },
    };
  }

  /** The number of families without a solution when the period ends. Null when it is small. */
  headlineOf(facts: ReportFacts): Shown {
    return this.shown(facts).status['without'] ?? null;
  }

  private shown(facts: ReportFacts): ShownFacts {
    return shownFacts(facts, {
      statuses: FAMILY_STATUSES,
      communes: this.territory.communes().map(({ code }) => code),
      causes: WITHOUT_CAUSES,
      ages: AGES,
      wishes: WISHES_OBTAINED,
      answers: OFFER_ANSWERS,
    });
  }

  private headline({ words, facts, shown }: Told): object {
    const { t, fullDay } = words;
    const [now, before] = [shown.status['without'] ?? null, shown.statusBefore['without'] ?? null];
    return {
      number: countText(words, now),
      text: t('steering.headline', { day: fullDay(facts.to), count: now ?? SOME }),
      change:
        now === null || before === null
          ? ''
          : t('steering.change', {
              change: Math.abs(now - before),
              way: wayOf(now - before),
              day: fullDay(facts.from),
            }),
    };
  }

  private figures({ words, shown }: Told): object[] {
    const { t } = words;
    const figure = (name: string, count: Shown): object => ({
      number: countText(words, count),
      text: t(`steering.figure.${name}`, { count: count ?? SOME }),
    });
    return [
      figure('received', shown.received.total),
      figure('arrivals', shown.arrivals),
      figure('offers', shown.offers.total),
      figure('with', shown.status['with'] ?? null),
      figure('partly', shown.status['partly'] ?? null),
      figure('pending', shown.status['pending'] ?? null),
    ];
  }

  private part(
    { words, report }: Told,
    part: ReportPart,
    block: Pick<PartBlock, 'sentences'> & Partial<PartBlock>,
  ): PartBlock {
    return {
      newPage: true,
      key: [],
      tables: [],
      notes: [],
      ...block,
      heading: words.t(`steering.part.${part}`),
      comment: this.comment({ words, report }, part),
    };
  }

  private comment({ words: { t }, report }: Pick<Told, 'words' | 'report'>, part: ReportPart): CommentBlock | null {
    const text = report.comments[part];
    return text ? { heading: t('steering.comment'), text } : null;
  }

  /** The line of the last twelve months, with the twelve before behind it, and the stock with what moved it. */
  private year(told: Told): PartBlock {
    const { words, report, shown, facts } = told;
    const { t, month, monthName, fullDay } = words;
    const values = new Map(shown.without.map(({ month: of, value }) => [of, value]));
    const months = monthsIn({ first: monthsFrom(report.lastMonth, 1 - YEAR), last: report.lastMonth });
    const points = months.map((of) => ({
      of,
      tick: monthName(Number(of.slice(5)))
        .charAt(0)
        .toLocaleUpperCase(words.lang),
      value: values.get(of) ?? null,
      before: values.get(monthsFrom(of, -YEAR)) ?? null,
    }));
    const known = points.filter(({ value }) => value !== null);
    const sentence = t('steering.year.sentence', {
      shown: known.length === 0 ? 'none' : new Set(known.map(({ value }) => value)).size === 1 ? 'same' : 'several',
      least: Math.min(...known.map(({ value }) => value!), Infinity),
      most: Math.max(...known.map(({ value }) => value!), 0),
    });
    return this.part(told, 'year', {
      sentences: [sentence],
      line: lineChart(points),
      alt: `${t('steering.part.year')}. ${sentence}`,
      key: [t('steering.year.now'), t('steering.year.before')],
      tables: [
        {
          caption: t('steering.year.table'),
          columns: [t('steering.column.month'), t('steering.column.without'), t('steering.column.yearBefore')],
          rows: points.map(({ of, value, before }) => [
            month(of),
            countText(words, value),
            values.has(monthsFrom(of, -YEAR)) ? countText(words, before) : t('steering.unknown'),
          ]),
          foot: [],
        },
        ...this.flows(told),
      ],
      notes:
        shown.flows === null
          ? [t('steering.year.noFlows')]
          : [t('steering.year.flowsNote', { day: fullDay(facts.from) })],
    });
  }

  private flows({ words, shown }: Told): CountsTable[] {
    const { t } = words;
    const nameOf = (action: string): string => (action === 'time' ? t('steering.byTime') : t(`action.${action}`));
    return (['entered', 'left'] as const).flatMap((way) =>
      shown.flows === null
        ? []
        : [
            listTable(words, shown.flows[way], {
              caption: t(`steering.flow.${way}`),
              first: t('steering.column.act'),
              nameOf,
            }),
          ],
    );
  }

  private communes(told: Told): PartBlock {
    const { words, shown } = told;
    const { t } = words;
    const names = new Map(this.territory.communes().map(({ code, name }) => [code, name]));
    const nameOf = (code: string): string => names.get(code) ?? t('reporting.outside');
    const { rows } = shown.withoutByCommune;
    const drawing = this.map.drawMap(
      new Map(
        rows.flatMap(({ key, count }) =>
          names.has(key)
            ? [[key, { value: count, text: count === null ? '' : words.number(count), label: nameOf(key) }] as const]
            : [],
        ),
      ),
    );
    const most = rows.filter(({ count }) => count !== null).sort((a, b) => b.count! - a.count!)[0];
    const sentence = t('steering.communes.sentence', {
      top: most ? nameOf(most.key) : 'none',
      count: most?.count ?? 0,
    });
    return this.part(told, 'communes', {
      sentences: [sentence],
      ...(drawing ? { map: drawing, alt: `${t('steering.part.communes')}. ${sentence}` } : {}),
      key: (drawing?.shades ?? []).map(({ from, to }) =>
        from === to ? t('observatory.map.key', { from }) : t('observatory.map.keyRange', { from, to }),
      ),
      tables: [
        listTable(words, shown.withoutByCommune, {
          caption: t('steering.communes.table'),
          first: t('steering.column.commune'),
          nameOf,
        }),
      ],
      notes: [t('steering.communes.note')],
    });
  }

  private causes(told: Told): PartBlock {
    const { words, shown } = told;
    const { t } = words;
    const first = shown.because.rows.filter(({ count }) => count !== null).sort((a, b) => b.count! - a.count!)[0];
    return this.part(told, 'causes', {
      sentences: [
        t('steering.causes.sentence', {
          cause: first ? t(`steering.cause.${first.key}`) : 'none',
          count: first?.count ?? 0,
        }),
      ],
      tables: [
        listTable(words, shown.because, {
          caption: t('steering.causes.table'),
          first: t('steering.column.cause'),
          nameOf: (cause) => t(`steering.cause.${cause}`),
        }),
        listTable(words, shown.refused, {
          caption: t('steering.causes.refused'),
          first: t('steering.column.families'),
          nameOf: (kind) => t(`steering.refused.${kind}`),
        }),
      ],
      notes: [t('steering.causes.note')],
    });
  }

  private received(told: Told): PartBlock {
    const { words, shown } = told;
    const { t } = words;
    const names = new Map(this.territory.communes().map(({ code, name }) => [code, name]));
    return this.part(told, 'received', {
      sentences: [t('steering.received.sentence', { count: shown.received.total ?? 0 })],
      tables: [
        listTable(words, shown.received, {
          caption: t('steering.received.byCommune'),
          first: t('steering.column.commune'),
          nameOf: (code) => names.get(code) ?? t('reporting.outside'),
        }),
        listTable(words, shown.receivedByAge, {
          caption: t('steering.received.byAge'),
          first: t('steering.column.age'),
          nameOf: (age) => t(`steering.age.${age || 'unknown'}`),
        }),
      ],
      notes: [t('steering.received.note')],
    });
  }

  private delays(told: Told): PartBlock {
    const { words, shown } = told;
    const { t, number } = words;
    const cell = (value: number | null | undefined): string =>
      value === null || value === undefined ? t('steering.hidden') : number(value);
    return this.part(told, 'delays', {
      sentences: [t('steering.delays.sentence')],
      tables: [
        {
          caption: t('steering.delays.table'),
          columns: ['stage', 'requests', 'median', 'p90'].map((name) => t(`steering.column.${name}`)),
          rows: STAGES.map((stage) => {
            const delays = shown.delays[stage];
            return [t(`steering.stage.${stage}`), cell(delays?.n), cell(delays?.median), cell(delays?.p90)];
          }),
          foot: [],
        },
      ],
      notes: [t('steering.delays.note')],
    });
  }

  private answers(told: Told): PartBlock {
    const { words, shown } = told;
    const { t } = words;
    return this.part(told, 'answers', {
      sentences: [t('steering.answers.sentence', { count: shown.offers.total ?? 0 })],
      tables: [
        listTable(words, shown.offers, {
          caption: t('steering.answers.offers'),
          first: t('steering.column.answer'),
          nameOf: (answer) => t(`steering.answer.${answer}`),
        }),
        ...(shown.declined === null
          ? []
          : [
              listTable(words, shown.declined, {
                caption: t('steering.answers.declined'),
                first: t('steering.column.reason'),
                nameOf: (reason) => (reason === 'unsaid' ? t('steering.unsaid') : t(`reason.${reason}`)),
              }),
            ]),
        listTable(words, shown.wish, {
          caption: t('steering.answers.wish'),
          first: t('steering.column.wish'),
          nameOf: (wish) => t(`steering.wish.${wish}`),
        }),
      ],
    });
  }

  private definitions({ words: { t }, facts }: Told): object[] {
    return FAMILY_STATUSES.map((status) => ({
      name: t(`reporting.status.${status}`),
      text: capitalised(
        t('steering.sentence', { text: t(`reporting.definition.${status}`, { weeks: facts.horizonWeeks }) }),
      ),
    }));
  }
}

const capitalised = (text: string): string => `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}`;

const wayOf = (change: number): string => (change === 0 ? 'same' : change > 0 ? 'more' : 'less');

/** The months of a report in words, as its titles say them. */
export const periodOf = (
  { month }: Translator,
  { firstMonth, lastMonth }: { readonly firstMonth: string; readonly lastMonth: string },
): Record<string, string> => ({
  first: month(firstMonth),
  last: month(lastMonth),
  one: firstMonth === lastMonth ? 'yes' : 'no',
});
