import type { Day } from './time.js';

/** Days from `from` to `to`, both included; `to` null means with no end known. */
export interface Period {
  readonly from: Day;
  readonly to: Day | null;
}

export const covers = (period: Period, day: Day): boolean =>
  period.from <= day && (period.to === null || day <= period.to);
export const overlaps = (a: Period, b: Period): boolean =>
  (b.to === null || a.from <= b.to) && (a.to === null || b.from <= a.to);
