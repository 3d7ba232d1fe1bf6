import { greatestTold } from '../../kernel/greatest-count.js';
import { FEWEST_SHOWN, shownCounts } from '../../kernel/small-counts.js';
import type { Delays, FigureRow } from '../../reporting/index.js';
import { countOf, countsOf, sumOf, type NamedFacts, type PeriodFacts, type ReportTable } from './report-facts.js';

/** A count as it leaves the desk: null when it is small, or would tell a small one. */
export type Shown = number | null;

/** Counts that add up to a total, in the order in which they are read. */
export interface ShownList {
  readonly rows: readonly { readonly key: string; readonly count: Shown }[];
  readonly total: Shown;
  /** The key of the greatest count, where some are hidden and it may be said in words which one it is. */
  readonly greatest?: string;
}

/**
 * The largest count of a list, when it is known to be: a hidden one may be larger than those that are shown, since it
 * can be hidden only to protect another. It is then said without its number where that tells no hidden one. Null when
 * no count can be said to be the largest.
 */
export function largestOf({
  rows,
  total,
  greatest,
}: ShownList): { readonly key: string; readonly count: Shown } | null {
  const shownRows = rows.flatMap(({ key, count }) => (count === null ? [] : [{ key, count }]));
  const [most] = [...shownRows].sort((a, b) => b.count - a.count);
  if (total === null) return null;
  const hidden = total - shownRows.reduce((sum, { count }) => sum + count, 0);
  if (most && hidden < most.count) return most;
  return rows.find(({ key }) => key === greatest) ?? null;
}

/** The figures of a report as its document prints them. No count under five is in it, nor any that would tell one. */
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
  readonly arrivals: Shown;
  /** Null when the stock of the first or the last day is hidden: it could be computed from who came and left. */
  readonly flows: { readonly entered: ShownList; readonly left: ShownList } | null;
  /** By stage, and to the first answer. Those of too few requests are absent. */
  readonly delays: Readonly<Record<string, Delays>>;
  readonly wish: ShownList;
  readonly offers: ShownList;
  /** Null when the number of declined offers is hidden. */
  readonly declined: ShownList | null;
}

/** A count by itself. */
export const shownOne = (count: number): Shown => (count < FEWEST_SHOWN ? null : count);

/** @param keys every key, so that which ones are printed tells nothing */
function listOf(counts: FigureRow['counts'], keys: readonly string[]): ShownList {
  const all = [...keys, ...Object.keys(counts).filter((key) => !keys.includes(key))];
  const own = all.map((key) => counts[key] ?? 0);
  const { counts: values, total } = shownCounts(own);
  const greatest = greatestTold(own);
  return {
    rows: all.map((key, index) => ({ key, count: values[index]! })),
    total,
    ...(greatest === null ? {} : { greatest: all[greatest]! }),
  };
}

const byMember = (rows: readonly FigureRow[], read: (counts: FigureRow['counts']) => number): FigureRow['counts'] =>
  Object.fromEntries(rows.map(({ member, counts }) => [member, read(counts)]));

const shownEach = (counts: FigureRow['counts'], keys: readonly string[]): Record<string, Shown> =>
  Object.fromEntries(keys.map((key) => [key, shownOne(counts[key] ?? 0)]));

/** What a list is read by, in its order; the communes are those of the territory. */
export interface ReportKeys {
  readonly statuses: readonly string[];
  readonly communes: readonly string[];
  readonly causes: readonly string[];
  readonly ages: readonly string[];
  readonly wishes: readonly string[];
  readonly answers: readonly string[];
}

export function shownFacts(facts: PeriodFacts, keys: ReportKeys): ShownFacts {
  const table = (name: ReportTable): readonly FigureRow[] => facts.tables[name] ?? [];
  // Families from outside the territory are a row of their own.
  const communes = [...keys.communes, ''];
  const without = countOf(facts, 'status', 'without');
  const refused = countsOf(facts, 'refused');
  const [entered, left] = [listOf(countsOf(facts, 'entered'), []), listOf(countsOf(facts, 'left'), [])];
  const offers = listOf(countsOf(facts, 'offers'), keys.answers);
  const isDeclinedShown = offers.rows.some(({ key, count }) => key === 'declined' && count !== null);
  const areStocksShown = shownOne(without) !== null && shownOne(facts.before['without'] ?? 0) !== null;
  return {
    status: shownEach(countsOf(facts, 'status'), keys.statuses),
    statusBefore: shownEach(facts.before, keys.statuses),
    withoutByCommune: listOf(
      byMember(table('status-by-commune'), (counts) => counts['without'] ?? 0),
      communes,
    ),
    because: listOf(countsOf(facts, 'because'), keys.causes),
    refused: listOf({ ...refused, none: without - sumOf(refused) }, ['amongWishes', 'outsideWishes', 'none']),
    received: listOf(byMember(table('received-by-commune'), sumOf), communes),
    receivedByAge: listOf(byMember(table('received-by-age'), sumOf), [...keys.ages, '']),
    arrivals: shownOne(countOf(facts, 'arrivals')),
    flows: areStocksShown && entered.total !== null && left.total !== null ? { entered, left } : null,
    delays: Object.fromEntries(
      Object.entries({ ...table('stages')[0]?.delays, ...table('answer')[0]?.delays }).filter(
        ([, { n }]) => n >= FEWEST_SHOWN,
      ),
    ),
    wish: listOf(countsOf(facts, 'wish'), keys.wishes),
    offers,
    declined: isDeclinedShown ? listOf(countsOf(facts, 'declined'), []) : null,
  };
}

/**
 * The figures of a half-year, a year or a school year. What happened in a year is the sum of what its two half-years
 * tell: where one of them hides a count the year hides it too, since the other would tell it by subtraction.
 */
export function shownPeriod(facts: NamedFacts, keys: ReportKeys): ShownFacts {
  const own = shownFacts(facts, keys);
  const [first, second] = facts.halves.map((half) => shownFacts(half, keys));
  if (!first || !second) return own;
  return {
    ...own,
    received: sumOfLists(first.received, second.received),
    receivedByAge: sumOfLists(first.receivedByAge, second.receivedByAge),
    arrivals: sumOfShown(first.arrivals, second.arrivals),
    flows:
      first.flows && second.flows
        ? {
            entered: sumOfLists(first.flows.entered, second.flows.entered),
            left: sumOfLists(first.flows.left, second.flows.left),
          }
        : null,
    delays: Object.fromEntries(
      Object.entries(own.delays).filter(([stage]) => stage in first.delays && stage in second.delays),
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

/** A row that one of the lists does not have was counted in it for nobody. */
function sumOfLists(first: ShownList, second: ShownList): ShownList {
  const countIn = ({ rows }: ShownList, key: string): Shown => {
    const row = rows.find((found) => found.key === key);
    return row ? row.count : 0;
  };
  const keys = [...new Set([...first.rows, ...second.rows].map(({ key }) => key))];
  return {
    rows: keys.map((key) => ({ key, count: sumOfShown(countIn(first, key), countIn(second, key)) })),
    total: sumOfShown(first.total, second.total),
  };
}
