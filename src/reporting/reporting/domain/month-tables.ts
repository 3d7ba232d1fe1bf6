import {
  addDays,
  addMonths,
  dayOf,
  instantAt,
  monthsOf,
  type Day,
  type Instant,
} from '../../../foundation/kernel/time.js';
import type { FamilyHistory, HistoryEnquiry } from './family-history.js';
import { FAMILY_STATUSES, type FamilyStatus } from './family-status.js';
import { historyKnownBy } from './known-by.js';
import { delaysOf, STAGES, TO_ANSWER, WAYS, type Delays, type Stage, type Way } from './stages.js';
import { FROM_LIST, talliesOf, type DelayFigure, type Figure, type Tally } from './tallies.js';
import { OFFER_ANSWERS } from './family-history.js';
import { WISHES_OBTAINED, type WishObtained } from './wish-obtained.js';
import { WITHOUT_CAUSES, type WithoutCause } from './without-because.js';

/** `YYYY-MM`. */
export type Month = string;
type Counts<Key extends string = string> = Readonly<Record<Key, number>>;

/** The tables of one month. docs/figures.md says what each of them counts. */
export interface MonthTables {
  readonly received: number;
  readonly arrivals: number;
  /** By channel: those by which somebody came. */
  readonly enquiries: Counts;
  /** Families at the end of the month's last day. */
  readonly status: {
    readonly total: Counts<FamilyStatus>;
    /** By INSEE code: every commune of the territory, and `outside` when a family lives elsewhere. */
    readonly byCommune: Readonly<Record<string, Counts<FamilyStatus>>>;
  };
  /** By action: those that led in or out. */
  readonly flows: { readonly enteredWithout: Counts; readonly leftWithout: Counts };
  readonly stages: Readonly<Record<Stage, Delays>>;
  readonly wishObtained: Counts<WishObtained>;
  readonly offers: {
    readonly accepted: number;
    /** By reason. */
    readonly declined: Counts;
    readonly expired: number;
    readonly open: number;
  };
  readonly withoutBecause: Counts<WithoutCause>;
}

/** What is told of a month beside its tables, where somebody asks for all. */
export interface MonthMeasures {
  /** The stages without the days in which a request waited for its family to complete it. */
  readonly active: Readonly<Record<Stage, Delays>>;
  /** From the deposit to the first answer; `active` as above. */
  readonly answer: { readonly whole: Delays; readonly active: Delays };
  /** The stages and the way to the answer, without the requests whose deposit an imported list dates. */
  readonly withoutLists: Readonly<Record<Way, Delays>>;
  /** Requests that a commission refused, by reason. */
  readonly refusals: Counts;
}

export interface TablesOptions {
  /** The first and the last month, both included. */
  readonly from: Month;
  readonly to: Month;
  readonly horizonWeeks: number;
  /** As it was known when this day ended; as it is known now when absent. */
  readonly asKnown?: Day;
  /** Whether the measures beside the tables are told too. */
  readonly all?: boolean;
}

const OUTSIDE = 'outside';
/** Rows beside that of all. */
const NO_LIST = 'no list';
const rowOf = (commune: string): string => `in ${commune}`;

export const nextMonth = (month: Month): Month => addMonths(`${month}-01`, 1).slice(0, 7);
const monthOf = (day: Day): Month => day.slice(0, 7);

/** The counts of a month, of a row other than all where it is named. */
type Within = (month: Month, figure: Figure | 'enquiries', row?: string) => [string, number][];

/** Adds families one after the other, so that they need not be in memory together. */
export class MonthSums {
  private readonly months: readonly Month[];
  private readonly sums = new Map<string, number>();
  private readonly knownBy: Instant | null;

  constructor(private readonly options: TablesOptions) {
    this.months = monthsOf(options.from, options.to);
    this.knownBy = options.asKnown === undefined ? null : instantAt(addDays(options.asKnown, 1));
  }

  addFamily(family: FamilyHistory): void {
    const known = this.knownBy === null ? family : historyKnownBy(family, this.knownBy);
    for (const tally of talliesOf(known, this.options.horizonWeeks)) this.addTally(tally);
  }

  addEnquiry({ at, recorded, channel }: HistoryEnquiry): void {
    if (this.knownBy === null || recorded < this.knownBy) this.add(monthOf(dayOf(at)), 'enquiries', '', channel, 1);
  }

  private addTally({ day, figure, key, change, members, moved }: Tally): void {
    if (moved) return;
    this.add(monthOf(day), figure, '', key, change);
    if (figure.startsWith('stage.') && members.origin !== FROM_LIST)
      this.add(monthOf(day), figure, NO_LIST, key, change);
    if (figure === 'status') this.add(monthOf(day), figure, rowOf(members.commune ?? ''), key, change);
  }

  private add(month: Month, figure: Figure | 'enquiries', row: string, key: string, change: number): void {
    if (month > this.options.to) return;
    // What came before the first month counts for the levels only.
    const name = JSON.stringify([month < this.options.from ? '' : month, figure, row, key]);
    this.sums.set(name, (this.sums.get(name) ?? 0) + change);
  }

  /** @param communes INSEE codes of the territory; families elsewhere are one row */
  tables(communes: readonly string[]): Record<Month, MonthTables & Partial<MonthMeasures>> {
    const inside = new Map(communes.map((code) => [rowOf(code), code]));
    const entries = [...this.sums].map(([name, change]) => {
      const [month, figure, row, key] = JSON.parse(name) as [Month, string, string, string];
      const told = row === '' || row === NO_LIST ? row : (inside.get(row) ?? OUTSIDE);
      return [month, figure, told, key, change] as const;
    });
    const within: Within = (month, figure, of = '') =>
      entries
        .filter(([at, name, row]) => at === month && name === figure && row === of)
        .map(([, , , key, change]): [string, number] => [key, change]);
    const level = (month: Month, figure: Figure, row: string): Map<string, number> => {
      const sums = new Map<string, number>();
      for (const [at, name, member, key, change] of entries)
        if (at <= month && name === figure && member === row) sums.set(key, (sums.get(key) ?? 0) + change);
      return sums;
    };
    return Object.fromEntries(this.months.map((month) => [month, this.month(month, communes, within, level)]));
  }

  private month(
    month: Month,
    communes: readonly string[],
    within: Within,
    level: (month: Month, figure: Figure, row: string) => ReadonlyMap<string, number>,
  ): MonthTables & Partial<MonthMeasures> {
    const flow = (figure: Figure | 'enquiries'): Counts => Object.fromEntries(within(month, figure));
    const outside = level(month, 'status', OUTSIDE);
    const rows = [...communes, ...([...outside.values()].some((count) => count > 0) ? [OUTSIDE] : [])];
    const offers = flow('offers');
    const delaysIn = (figure: DelayFigure, row = ''): Delays =>
      delaysOf(new Map(within(month, figure, row).map(([days, count]) => [Number(days), count])));
    const delays = <Counted extends Way>(ways: readonly Counted[], kind: 'stage' | 'active', row = '') =>
      Object.fromEntries(ways.map((way) => [way, delaysIn(`${kind}.${way}`, row)])) as Record<Counted, Delays>;
    const measures = (): MonthMeasures => ({
      active: delays(STAGES, 'active'),
      answer: { whole: delaysIn(`stage.${TO_ANSWER}`), active: delaysIn(`active.${TO_ANSWER}`) },
      withoutLists: delays(WAYS, 'stage', NO_LIST),
      refusals: flow('refusals'),
    });
    return {
      ...(this.options.all ? measures() : {}),
      received: flow('received')[''] ?? 0,
      arrivals: flow('arrivals')[''] ?? 0,
      enquiries: flow('enquiries'),
      status: {
        total: countsOf(FAMILY_STATUSES, level(month, 'status', '')),
        byCommune: Object.fromEntries(rows.map((row) => [row, countsOf(FAMILY_STATUSES, level(month, 'status', row))])),
      },
      flows: { enteredWithout: flow('entered'), leftWithout: flow('left') },
      stages: delays(STAGES, 'stage'),
      wishObtained: countsOf(WISHES_OBTAINED, new Map(within(month, 'wish'))),
      offers: {
        ...(Object.fromEntries(OFFER_ANSWERS.map((answer) => [answer, offers[answer] ?? 0])) as Counts<
          'accepted' | 'expired' | 'open'
        >),
        declined: flow('declined'),
      },
      withoutBecause: countsOf(WITHOUT_CAUSES, level(month, 'because', '')),
    };
  }
}

const countsOf = <Key extends string>(keys: readonly Key[], sums: ReadonlyMap<string, number>): Counts<Key> =>
  Object.fromEntries(keys.map((key) => [key, sums.get(key) ?? 0])) as Counts<Key>;
