import { FEWEST_SHOWN, shownCounts } from '../../../foundation/kernel/small-counts.js';
import type { Delays, FigureRow } from '../../reporting/index.js';

/** What files tell of a month, or of a period, beside its families. */
export interface CountedMeasures {
  /** `YYYY-MM`, or what a period is called. */
  readonly month: string;
  /** By stage and to the first answer; without the wait for the family; those since a deposit that a list dates. */
  readonly delays: FigureRow['delays'];
  readonly active: FigureRow['delays'];
  readonly lists: FigureRow['delays'];
  /** Requests that a commission refused, by reason. */
  readonly refusals: Readonly<Record<string, number>>;
}

/** One delay as it leaves the desk. Null is not told. */
export interface ToldDelay {
  readonly n: number | null;
  readonly median: number | null;
  readonly p90: number | null;
  readonly activeMedian: number | null;
  readonly activeP90: number | null;
  /** Since a deposit that a list dates: in no other of these. */
  readonly lists: number | null;
  readonly listsMedian: number | null;
}

const NONE: Delays = { n: 0, median: null, p90: null };
const UNTOLD = { n: null, median: null, p90: null, activeMedian: null, activeP90: null };

/** A delay of five requests or more, and apart from it that of five requests of lists or more. */
export function toldDelay({ delays, active, lists }: CountedMeasures, way: keyof FigureRow['delays']): ToldDelay {
  const [whole, apart] = [delays[way] ?? NONE, lists[way] ?? NONE];
  const isTold = whole.n >= FEWEST_SHOWN;
  return {
    ...(isTold ? whole : UNTOLD),
    activeMedian: isTold ? (active[way]?.median ?? null) : null,
    activeP90: isTold ? (active[way]?.p90 ?? null) : null,
    ...(apart.n >= FEWEST_SHOWN ? { lists: apart.n, listsMedian: apart.median } : { lists: null, listsMedian: null }),
  };
}

/** Refusals of one month as they leave the desk. */
export interface ToldRefusals {
  readonly month: string;
  readonly reasons: readonly { readonly reason: string; readonly count: number | null }[];
  readonly total: number | null;
}

/** Every month has every reason that was ever given, so that which ones are there tells nothing. */
export function toldRefusals(months: readonly Pick<CountedMeasures, 'month' | 'refusals'>[]): ToldRefusals[] {
  const reasons = [...new Set(months.flatMap(({ refusals }) => Object.keys(refusals)))].sort();
  return months.map(({ month, refusals }) => {
    const { counts, total } = shownCounts(reasons.map((reason) => refusals[reason] ?? 0));
    return { month, reasons: reasons.map((reason, index) => ({ reason, count: counts[index]! })), total };
  });
}
