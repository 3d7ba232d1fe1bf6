import { FEWEST_SHOWN, OTHER, shownCounts } from '../../../foundation/kernel/small-counts.js';
import type { PublishedCell, PublishedTable } from '../../disclosure/index.js';
import { FROM_LIST } from '../../reporting/domain/index.js';
import type { Delays } from '../../reporting/index.js';
import { DELAY_TABLES, type NamedFacts, type PeriodFacts } from './report-facts.js';

/** A count as it leaves the desk: null when it is small, or would tell a small one. */
export type Shown = number | null;

/** Counts that add up to a total, in the order in which they are read. */
export interface ShownList {
  readonly rows: readonly { readonly key: string; readonly count: Shown }[];
  readonly total: Shown;
}

/** The largest count of a list, when it is known to be: null where a hidden one may be as large. */
export function largestOf({ rows, total }: ShownList): { readonly key: string; readonly count: number } | null {
  const shownRows = rows.flatMap(({ key, count }) => (count === null ? [] : [{ key, count }]));
  const [most] = [...shownRows].sort((a, b) => b.count - a.count);
  if (total === null || !most) return null;
  const hidden = total - shownRows.reduce((sum, { count }) => sum + count, 0);
  return hidden < most.count ? most : null;
}

/** The figures of a report as its document prints them: what may be told of the period (decision 0136). */
export interface ShownFacts {
  /** The seven statuses when the period ends; their sum is printed nowhere. */
  readonly status: Readonly<Record<string, Shown>>;
  readonly statusBefore: Readonly<Record<string, Shown>>;
  readonly withoutByCommune: ShownList;
  readonly because: ShownList;
  /** Of those without a solution: `amongWishes`, `outsideWishes`, and `none` who refused no offer. */
  readonly refused: ShownList;
  readonly received: ShownList;
  readonly receivedByAge: ShownList;
  /** Of the requests received, those that came from a list of before. */
  readonly receivedFromLists: Shown;
  readonly arrivals: Shown;
  /** Null where neither how many came nor how many left is told. */
  readonly flows: { readonly entered: ShownList; readonly left: ShownList } | null;
  /** By stage, and to the first answer. Those of too few requests are absent. */
  readonly delays: Readonly<Record<string, Delays>>;
  readonly wish: ShownList;
  readonly offers: ShownList;
  /** Null when the number of declined offers is hidden. */
  readonly declined: ShownList | null;
}

/** A count by itself, in a report that was made before it was kept whether it is told. */
export const shownOne = (count: number | null): Shown => (count !== null && count >= FEWEST_SHOWN ? count : null);

/** The tables of a period as they may be told, read by name. */
class ToldTables {
  constructor(private readonly tables: readonly PublishedTable[]) {}

  cell(id: string, category: string, member = ''): Shown {
    const table = this.find(id);
    return numberOf(table?.cells[table.members.indexOf(member)]?.[table.categories.indexOf(category)]);
  }

  has(id: string, member: string): boolean {
    return this.find(id)?.members.includes(member) ?? false;
  }

  /** The columns of a table of one row. */
  columns(id: string, total: Shown = numberOf(this.find(id)?.sum)): ShownList {
    const keys = this.find(id)?.categories ?? [];
    return { rows: keys.map((key) => ({ key, count: this.cell(id, key) })), total };
  }

  /** One column of a table, row by row. */
  members(id: string, category: string, total: Shown): ShownList {
    const keys = this.find(id)?.members ?? [];
    return { rows: keys.map((key) => ({ key, count: this.cell(id, category, key) })), total };
  }

  private find(id: string): PublishedTable | undefined {
    return this.tables.find((table) => table.id === id);
  }
}

const numberOf = (cell: PublishedCell | undefined): Shown => (typeof cell === 'number' ? cell : null);

/** @param told its tables as they may be told; `before` is what may be told of the evening before it */
export function shownFacts(facts: PeriodFacts, told: ToldPeriod): ShownFacts {
  const tables = new ToldTables(told.tables);
  const [without, received] = [tables.cell('status', 'without'), tables.cell('received', '')];
  const [entered, left] = [tables.columns('entered'), tables.columns('left')];
  const declined = tables.cell('offers', 'declined');
  return {
    status: Object.fromEntries(tables.columns('status').rows.map(({ key, count }) => [key, count])),
    statusBefore: told.before,
    withoutByCommune: tables.members('status-by-commune', 'without', without),
    because: tables.columns('because', without),
    refused: tables.columns('refused', without),
    received: tables.members('received-by-commune', '', received),
    receivedByAge: tables.members('received-by-age', '', received),
    receivedFromLists: tables.has('received-by-origin', FROM_LIST)
      ? tables.cell('received-by-origin', '', FROM_LIST)
      : 0,
    arrivals: tables.cell('arrivals', ''),
    flows: entered.total === null && left.total === null ? null : { entered, left },
    delays: shownDelays(facts),
    wish: tables.columns('wish'),
    offers: tables.columns('offers'),
    declined: declined === null ? null : tables.columns('declined', declined),
  };
}

/** Those of five requests or more. */
const shownDelays = ({ tables }: PeriodFacts): Record<string, Delays> =>
  Object.fromEntries(
    DELAY_TABLES.flatMap((table) => Object.entries(tables[table]?.[0]?.delays ?? {})).filter(
      ([, { n }]) => n >= FEWEST_SHOWN,
    ),
  );

/** What may be told of a period. */
export interface ToldPeriod {
  /** Empty where half-years are told: its document says what theirs say. */
  readonly tables: readonly PublishedTable[];
  /** The statuses on the evening before it. */
  readonly before: Readonly<Record<string, Shown>>;
  /** Of the half-years of a year, in their order. */
  readonly halves: readonly ToldPeriod[];
}

/**
 * The figures of a half-year, a year or a school year. What happened in a year is the sum of what its two half-years
 * tell: where one of them hides a count the year hides it too, since the other would tell it by subtraction. Its last
 * evening is that of the second one, and is told as there.
 */
export function shownPeriod(facts: NamedFacts, told: ToldPeriod): ShownFacts {
  const [first, second] = facts.halves.map((half, index) => shownFacts(half, told.halves[index]!));
  if (!first || !second) return shownFacts(facts, told);
  return {
    ...second,
    statusBefore: first.statusBefore,
    received: sumOfLists(first.received, second.received),
    receivedByAge: sumOfLists(first.receivedByAge, second.receivedByAge),
    receivedFromLists: sumOfShown(first.receivedFromLists, second.receivedFromLists),
    arrivals: sumOfShown(first.arrivals, second.arrivals),
    flows:
      first.flows && second.flows
        ? {
            entered: sumOfLists(first.flows.entered, second.flows.entered),
            left: sumOfLists(first.flows.left, second.flows.left),
          }
        : null,
    delays: Object.fromEntries(
      Object.entries(shownDelays(facts)).filter(([stage]) => stage in first.delays && stage in second.delays),
    ),
    wish: sumOfLists(first.wish, second.wish),
    offers: sumOfLists(first.offers, second.offers),
    declined: first.declined && second.declined ? sumOfLists(first.declined, second.declined) : null,
  };
}

/** The grades that families gave to one question, as the report prints them. In a year, the sum of its half-years. */
export function shownGrades(facts: NamedFacts, question: string, grades: readonly string[]): ShownList {
  const [first, second] = facts.halves;
  if (first && second) return sumOfLists(shownGrades(first, question, grades), shownGrades(second, question, grades));
  const counts = facts.answers?.grades[question] ?? {};
  const { counts: values, total } = facts.answers
    ? shownCounts(grades.map((grade) => counts[grade] ?? 0))
    : { counts: grades.map(() => 0), total: 0 };
  return { rows: grades.map((key, index) => ({ key, count: values[index]! })), total };
}

/** Contacts noted in a period; in a year hidden where one of its half-years hides its own. */
export const shownEnquiries = ({ halves, enquiries }: NamedFacts): Shown =>
  halves.every((half) => shownOne(half.enquiries) !== null) ? shownOne(enquiries) : null;

const sumOfShown = (first: Shown, second: Shown): Shown => (first === null || second === null ? null : first + second);

/**
 * What is rare in one of two lists stands among its others (`*`), and so it does in their sum. A row that a list without
 * others does not have was counted in it for nobody.
 */
function sumOfLists(first: ShownList, second: ShownList): ShownList {
  const lists = [first, second];
  const keysOf = ({ rows }: ShownList): string[] => rows.map(({ key }) => key);
  const hasOthers = lists.some((list) => keysOf(list).includes(OTHER));
  const isOwn = (key: string): boolean =>
    key !== OTHER && (!hasOthers || lists.every((list) => keysOf(list).includes(key)));
  const sumIn = (list: ShownList, isCounted: (key: string) => boolean): Shown =>
    list.rows.filter(({ key }) => isCounted(key)).reduce<Shown>((sum, { count }) => sumOfShown(sum, count), 0);
  const sumOfBoth = (isCounted: (key: string) => boolean): Shown =>
    sumOfShown(sumIn(first, isCounted), sumIn(second, isCounted));
  const own = [...new Set(lists.flatMap(keysOf))].filter(isOwn);
  return {
    rows: [
      ...own.map((key) => ({ key, count: sumOfBoth((one) => one === key) })),
      ...(hasOthers ? [{ key: OTHER, count: sumOfBoth((key) => !isOwn(key)) }] : []),
    ],
    total: sumOfShown(first.total, second.total),
  };
}
