import { Injectable } from '@nestjs/common';
import { addDays } from '../../../foundation/kernel/time.js';
import { lineChart } from '../../../foundation/platform/charts/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { WAYS } from '../../reporting/index.js';
import { CommuneMap, Territory } from '../../../territory/territory/index.js';
import type { ReportFacts, ReportPart } from '../domain/report-facts.js';
import { monthsFrom, monthsIn } from '../domain/report-period.js';
import { OTHER } from '../../../foundation/kernel/small-counts.js';
import { largestOf, shownOne, type ShownFacts, type ShownList } from '../domain/shown-facts.js';
import type { SteeringReport } from '../persistence/steering-report.entity.js';
import {
  smallText,
  listTable,
  type CommentBlock,
  type CountsTable,
  type ListWords,
  type PartBlock,
} from './report-blocks.js';

const YEAR = 12;

/** A report with what is printed of its figures. */
export interface Told {
  readonly words: Translator;
  readonly report: SteeringReport;
  readonly facts: ReportFacts;
  readonly shown: ShownFacts;
  /** The period before; null in the report of a committee. */
  readonly compared: {
    readonly now: string;
    readonly before: string;
    /** Null when nothing was counted then. */
    readonly shown: ShownFacts | null;
  } | null;
}

/** A list of the report with that of the period before; nothing where it is not told. */
function comparedList(
  { words, shown, compared }: Told,
  listIn: (shown: ShownFacts) => ShownList | null,
  list: ListWords,
): CountsTable[] {
  const now = listIn(shown);
  if (now === null) return [];
  const before = compared && { ...compared, list: compared.shown && listIn(compared.shown) };
  return [listTable(words, now, list, before)];
}

/** What the coordinator says of a part; null when nothing. */
export function commentOn(
  { words: { t }, report }: Pick<Told, 'words' | 'report'>,
  part: ReportPart,
): CommentBlock | null {
  const text = report.comments[part];
  return text ? { heading: t('steering.comment'), text } : null;
}

/** The parts of a report below its first page. */
@Injectable()
export class ReportParts {
  constructor(
    private readonly territory: Territory,
    private readonly map: CommuneMap,
  ) {}

  build(told: Told): PartBlock[] {
    return [
      this.year(told),
      this.communes(told),
      this.causes(told),
      this.received(told),
      this.delays(told),
      this.answers(told),
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
      comment: commentOn({ words, report }, part),
    };
  }

  /** The line of the last twelve months, with the twelve before behind it, and the stock with what moved it. */
  private year(told: Told): PartBlock {
    const { words, report, shown, facts } = told;
    const { t, month, monthName, day } = words;
    const values = new Map(facts.without.map(({ month: of, value }) => [of, shownOne(value)]));
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
    const hidden = points.filter(({ of, value }) => value === null && values.has(of));
    const sentence = t('steering.year.sentence', {
      shown: known.length === 0 ? 'none' : new Set(known.map(({ value }) => value)).size === 1 ? 'same' : 'several',
      least: Math.min(...known.map(({ value }) => value!), Infinity),
      most: Math.max(...known.map(({ value }) => value!), 0),
      months: known.length,
      hidden: hidden.length,
      rest: known.length + hidden.length === YEAR ? 'all' : 'some',
    });
    const line = lineChart(points);
    return this.part(told, 'year', {
      sentences: [sentence],
      line,
      alt: `${t('steering.part.year')}. ${sentence}`,
      // What no line shows has no place in the key.
      key: [t('steering.year.now'), ...(line.beforePath === '' ? [] : [t('steering.year.before')])],
      tables: [
        {
          caption: t('steering.year.table'),
          columns: [t('steering.column.month'), t('steering.column.without'), t('steering.column.yearBefore')],
          rows: points.map(({ of, value, before }) => [
            month(of),
            values.has(of) ? smallText(words, value) : t('steering.unknown'),
            values.has(monthsFrom(of, -YEAR)) ? smallText(words, before) : t('steering.unknown'),
          ]),
          foot: [],
        },
        ...this.flows(told),
      ],
      notes:
        shown.flows === null
          ? [t('steering.year.noFlows')]
          : [t('steering.year.flowsNote', { day: day(addDays(facts.from, -1)) })],
    });
  }

  private flows(told: Told): CountsTable[] {
    const { t } = told.words;
    const nameOf = (action: string): string =>
      action === OTHER ? t('steering.others') : action === 'time' ? t('steering.byTime') : t(`action.${action}`);
    return (['entered', 'left'] as const).flatMap((way) =>
      comparedList(told, ({ flows }) => flows && flows[way], {
        caption: t(`steering.name.flow.${way}`),
        first: t('steering.column.act'),
        nameOf,
      }),
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
    const most = largestOf(shown.withoutByCommune);
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
        ...comparedList(told, ({ withoutByCommune }) => withoutByCommune, {
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
    const first = largestOf(shown.because);
    return this.part(told, 'causes', {
      sentences: [
        t('steering.causes.sentence', {
          cause: first ? t(`steering.name.cause.${first.key}`) : 'none',
          count: first?.count ?? 0,
        }),
      ],
      tables: [
        ...comparedList(told, ({ because }) => because, {
          caption: t('steering.causes.table'),
          first: t('steering.column.cause'),
          nameOf: (cause) => t(`steering.name.cause.${cause}`),
        }),
        ...comparedList(told, ({ refused }) => refused, {
          caption: t('steering.causes.refused'),
          first: t('steering.column.families'),
          nameOf: (kind) => t(`steering.name.refused.${kind}`),
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
      sentences: [
        t('steering.received.sentence', { count: shown.received.total ?? 0, lists: shown.receivedFromLists ?? 0 }),
      ],
      tables: [
        ...comparedList(told, ({ received }) => received, {
          caption: t('steering.received.byCommune'),
          first: t('steering.column.commune'),
          nameOf: (code) => names.get(code) ?? t('reporting.outside'),
        }),
        ...comparedList(told, ({ receivedByAge }) => receivedByAge, {
          caption: t('steering.received.byAge'),
          first: t('steering.column.age'),
          nameOf: (age) => t(`steering.name.age.${age || 'unknown'}`),
        }),
      ],
      notes: [t('steering.received.note')],
    });
  }

  private delays(told: Told): PartBlock {
    const { words, shown, compared } = told;
    const { t, number } = words;
    const cell = (value: number | null | undefined): string =>
      value === null || value === undefined ? t('steering.tooFew') : number(value);
    return this.part(told, 'delays', {
      sentences: [t('steering.delays.sentence', { lists: told.facts.listsApart ? 'apart' : 'mixed' })],
      tables: [
        {
          caption: t('steering.delays.table'),
          columns: [
            ...['stage', 'requests', 'median', 'p90'].map((name) => t(`steering.column.${name}`)),
            ...(compared ? [t('steering.column.medianBefore')] : []),
          ],
          rows: WAYS.map((stage) => {
            const delays = shown.delays[stage];
            return [
              t(`steering.name.stage.${stage}`),
              cell(delays?.n),
              cell(delays?.median),
              cell(delays?.p90),
              ...(compared
                ? [compared.shown ? cell(compared.shown.delays[stage]?.median) : t('steering.unknown')]
                : []),
            ];
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
        ...comparedList(told, ({ offers }) => offers, {
          caption: t('steering.answers.offers'),
          first: t('steering.column.answer'),
          nameOf: (answer) => t(`steering.name.answer.${answer}`),
        }),
        ...comparedList(told, ({ declined }) => declined, {
          caption: t('steering.answers.declined'),
          first: t('steering.column.reason'),
          nameOf: (reason) =>
            reason === OTHER
              ? t('steering.others')
              : reason === 'unsaid'
                ? t('steering.unsaid')
                : t(`reason.${reason}`),
        }),
        ...comparedList(told, ({ wish }) => wish, {
          caption: t('steering.answers.wish'),
          first: t('steering.column.wish'),
          nameOf: (wish) => t(`steering.name.wish.${wish}`),
        }),
      ],
    });
  }
}
