import { FEWEST_SHOWN, shownCounts } from '../../kernel/small-counts.js';
import type { Delays, FigureRow } from '../../reporting/index.js';

/** What files tell of a month, or of a period, beside its families. */
export interface CountedMeasures {
  /** `YYYY-MM`, or what a period is called. */
  readonly month: string;
  /** By stage and to the first answer; without the wait for the family; without the requests that a list dates. */
  readonly delays: FigureRow['delays'];
  readonly active: FigureRow['delays'];
  readonly own: FigureRow['delays'];
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
  /** Without the requests that a list dates. */
  readonly ownMedian: number | null;
}

const NONE: Delays = { n: 0, median: null, p90: null };
const UNTOLD: ToldDelay = { n: null, median: null, p90: null, activeMedian: null, activeP90: null, ownMedian: null };

/**
 * A delay of five requests or more. That of the requests that no list dates is told where both parts of the base have
 * five: the base of the other part would be the difference.
 */
export function toldDelay({ delays, active, own }: CountedMeasures, way: keyof FigureRow['delays']): ToldDelay {
  const whole = delays[way] ?? NONE;
  if (whole.n < FEWEST_SHOWN) return UNTOLD;
  const part = own[way] ?? NONE;
  const isApart = part.n >= FEWEST_SHOWN && whole.n - part.n >= FEWEST_SHOWN;
  return {
    ...whole,
    activeMedian: active[way]?.median ?? null,
    activeP90: active[way]?.p90 ?? null,
    ownMedian: isApart ? part.median : null,
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
