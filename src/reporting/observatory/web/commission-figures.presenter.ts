import { Injectable } from '@nestjs/common';
import { isShown, sectionIdOf, Sentences, type MeasuredSession } from '../../../commissions/commission/index.js';
import { horizontalBars } from '../../../foundation/platform/charts/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { WorkbookSheet } from '../../../foundation/platform/web/index.js';
import { delaysOf } from '../../reporting/index.js';
import { Supply } from '../../../offer/supply/index.js';
import type { CommissionFigures } from '../commission-figures.js';
import { DECISIONS, toldOutside, toldToDesk, type ToldMeasures } from '../domain/told-measures.js';
import { FEWEST_DELAYS, periodWords } from './figure-words.js';

type Model = Record<string, unknown>;

/** A measure as it is read: what it is called, its value in words, and what it counts. */
interface MeasureLine {
  readonly name: string;
  readonly value: string;
  readonly definition: string;
}

const CAPTIONS = {
  departures: { caption: 'measures.departures.caption', definition: 'measures.departures.definition' },
  refusals: { caption: 'measures.refusals.caption', definition: 'measures.refusals.definition' },
} as const;

const NAME_WIDTH = 40;
const VALUE_WIDTH = 40;
const SENTENCE_WIDTH = 110;

/** What commissions did in a period, on its page and in its files. */
@Injectable()
export class CommissionFiguresPresenter {
  constructor(
    private readonly supply: Supply,
    private readonly say: Sentences,
  ) {}

  page(words: Translator, figures: CommissionFigures): Model {
    const { t } = words;
    const { period, periods, sessions, together, refusals, today } = figures;
    const told = toldToDesk(together, refusals);
    const query = new URLSearchParams(
      period.kind === 'days' ? { du: period.from, au: period.to } : { periode: period.code },
    );
    return {
      title: t('measures.title', { period: periodWords(words, period) }),
      lead: t('measures.lead', { sessions: told.sessions, cases: told.cases ?? 0 }),
      known: t('measures.known', { day: today }),
      periods: periods.map((choice) => ({ value: choice.code, text: periodWords(words, choice) })),
      chosen: { periode: period.code, ...(period.kind === 'days' ? { du: period.from, au: period.to } : {}) },
      measures: sessions.length > 0 && {
        caption: t('measures.table'),
        captionHidden: true,
        columns: ['measure', 'value', 'definition'].map((name) => ({ text: t(`measures.column.${name}`) })),
        rows: measureLines(words, told).map(({ name, value, definition }) => [name, value, definition]),
      },
      bars: [
        reasonBars(words, 'departures', told.departures ?? {}),
        reasonBars(words, 'refusals', told.refusals ?? {}),
      ].filter(({ rows }) => rows.length > 0),
      sessions: {
        caption: t('measures.sessions'),
        empty: t('measures.none'),
        columns: [
          { text: t('measures.column.session') },
          ...['cases', 'followed', 'admitted', 'left'].map((name) => ({
            text: t(`measures.column.${name}`),
            numeric: true,
          })),
        ],
        rows: sessions.map((session) => sessionRow(words, session)),
      },
      cutOffs: {
        caption: t('measures.cutOffs'),
        empty: t('measures.noCutOff'),
        columns: [
          { text: t('measures.column.section') },
          { text: t('measures.column.session') },
          { text: t('measures.column.points'), numeric: true },
        ],
        rows: sessions.flatMap((session) => this.cutOffRows(words, session)),
      },
      csv: `/rapport/commissions.csv?${query.toString()}`,
      xlsx: `/rapport/commissions.xlsx?${query.toString()}`,
    };
  }

  /** What leaves the desk: no small count is in it. */
  csvLines(words: Translator, figures: CommissionFigures): string[][] {
    const { t } = words;
    return [
      ['measure', 'value', 'definition'].map((name) => t(`measures.column.${name}`)),
      ...measuresOutside(words, figures).map(({ name, value, definition }) => [name, value, definition]),
      ...aboutLines(words, figures),
    ];
  }

  sheets(words: Translator, figures: CommissionFigures): WorkbookSheet[] {
    const { t } = words;
    const { sessions } = figures;
    return [
      {
        name: t('measures.sheet'),
        head: ['measure', 'value', 'definition'].map((name) => t(`measures.column.${name}`)),
        rows: measuresOutside(words, figures).map(({ name, value, definition }) => [name, value, definition]),
        widths: [NAME_WIDTH, VALUE_WIDTH, SENTENCE_WIDTH],
      },
      {
        name: t('measures.cutOffSheet'),
        head: ['section', 'session', 'points'].map((name) => t(`measures.column.${name}`)),
        rows: sessions.flatMap((session) => this.cutOffRows(words, session)),
        widths: [SENTENCE_WIDTH, NAME_WIDTH, VALUE_WIDTH],
      },
      { name: t('measures.about'), head: [], rows: aboutLines(words, figures), widths: [NAME_WIDTH, SENTENCE_WIDTH] },
    ];
  }

  /** Cut-offs of ten children and more, as they are published. */
  private cutOffRows(words: Translator, { cutOffs, bodyName, closedOn }: MeasuredSession): (string | number)[][] {
    return cutOffs.filter(isShown).map((cutOff) => {
      const section = this.say.sectionName(words, sectionIdOf(this.supply, cutOff));
      const trait = cutOff.reserve && words.t(`commission.rules.trait.${cutOff.reserve}`);
      return [trait ? `${section} – ${trait}` : section, `${bodyName}, ${words.day(closedOn)}`, cutOff.points];
    });
  }
}

function sessionRow({ t, day, number }: Translator, { bodyName, closedOn, measures }: MeasuredSession): unknown[] {
  const { cases, decided, followed, seats } = measures;
  return [
    `${bodyName}, ${day(closedOn)}`,
    cases,
    followed,
    decided.admit ?? 0,
    seats ? number(seats.left) : t('measures.notKept'),
  ];
}

/** Every measure with its definition: what is not told says so. */
function measureLines(words: Translator, told: ToldMeasures): MeasureLine[] {
  const { t, number } = words;
  const hidden = t('observatory.hidden');
  const count = (value: number | null): string => (value === null ? hidden : number(value));
  const line = (key: string, value: string): MeasureLine => ({
    name: t(`measures.name.${key}`),
    value,
    definition: t(`measures.definition.${key}`),
  });
  const { n, median, p90 } = delaysOf(told.offerDays);
  const seatWords = (sum: ToldMeasures['seats']): string =>
    sum === null ? t('measures.notTold') : t('measures.seats', { left: sum.left, places: sum.places });
  return [
    line('sessions', number(told.sessions)),
    line('cases', count(told.cases)),
    ...DECISIONS.map((kind) => ({
      name: t(`measures.decided.${kind}`),
      value: count(told.decided[kind]),
      definition: t('measures.definition.decided'),
    })),
    line('followed', count(told.followed)),
    line('others', count(told.others)),
    line('offerDays', n < FEWEST_DELAYS ? t('measures.few') : t('measures.days', { median: median!, p90: p90! })),
    line('seats', seatWords(told.seats)),
    line(
      'reserved',
      told.reserved === null
        ? t('measures.notTold')
        : t('measures.taken', { taken: told.reserved.places - told.reserved.left, places: told.reserved.places }),
    ),
    ...Object.entries(told.guaranteed).map(([trait, children]) => ({
      name: t('measures.guaranteed', { trait: t(`commission.rules.trait.${trait}`) }),
      value: count(children),
      definition: t('measures.definition.guaranteed'),
    })),
    line('quorum', told.quorum.days === 0 ? t('measures.noQuorum') : t('measures.quorum', told.quorum)),
    line(
      'time',
      told.minutesPerCase === null ? t('measures.notTold') : t('measures.minutes', { minutes: told.minutesPerCase }),
    ),
    line('proved', told.proved === null ? t('measures.notTold') : t('measures.percent', { percent: told.proved })),
  ];
}

const reasonWords = ({ t, has }: Translator, reason: string): string =>
  has(`reason.${reason}`) ? t(`reason.${reason}`) : t('measures.unsaid');

/** By reason, the most frequent first. */
function reasonBars(
  words: Translator,
  list: 'departures' | 'refusals',
  counts: NonNullable<ToldMeasures['departures']>,
): { caption: string; note: string; rows: object[] } {
  const lines = Object.entries(counts)
    .map(([reason, count]) => ({ text: reasonWords(words, reason), count: count ?? 0 }))
    .sort((a, b) => b.count - a.count);
  const bars = horizontalBars(lines.map(({ count }) => count));
  return {
    caption: words.t(CAPTIONS[list].caption),
    note: words.t(CAPTIONS[list].definition),
    rows: lines.map((line, index) => ({ ...line, bar: bars[index] })),
  };
}

/** The measures of a period as they leave the desk. */
export function measuresOutside(
  words: Translator,
  { together, refusals }: Pick<CommissionFigures, 'together' | 'refusals'>,
): MeasureLine[] {
  const { t, number } = words;
  const told = toldOutside(together, refusals);
  return [
    ...measureLines(words, told),
    ...(['departures', 'refusals'] as const).flatMap((list) =>
      Object.entries(told[list] ?? {}).map(([reason, count]) => ({
        name: `${t(CAPTIONS[list].caption)} : ${reasonWords(words, reason)}`,
        value: count === null ? t('observatory.hidden') : number(count),
        definition: t(CAPTIONS[list].definition),
      })),
    ),
  ];
}

const aboutLines = (words: Translator, { period, today }: CommissionFigures): string[][] => [
  [words.t('observatory.workbook.period'), periodWords(words, period)],
  [words.t('observatory.workbook.date'), words.t('measures.known', { day: today })],
  [words.t('observatory.hidden'), words.t('observatory.workbook.hiddenText')],
];
