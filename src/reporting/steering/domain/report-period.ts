import { addDays, addMonths, monthsOf, type Day } from '../../../foundation/kernel/time.js';

/** `YYYY-MM`. */
export type Month = string;

/** Months of a report, both included. */
export interface ReportMonths {
  readonly first: Month;
  readonly last: Month;
}

/** More would no longer fit the pages of a report. */
export const MOST_MONTHS = 24;
/** How many months a new report proposes: the last half-year that is over. */
const HALF_YEAR = 6;

export const monthsFrom = (first: Month, months: number): Month => addMonths(`${first}-01`, months).slice(0, 7);
/** The first day of the month, included. */
export const firstDayOf = (month: Month): Day => `${month}-01`;
/** The last day of the month, included. */
export const lastDayOf = (month: Month): Day => addDays(firstDayOf(monthsFrom(month, 1)), -1);

/** Every month from the first to the last. */
export const monthsIn = ({ first, last }: ReportMonths): Month[] => monthsOf(first, last);

/** What the form of a new report shows first. A report on a month that is not over would be out of date at once. */
export function proposedMonths(today: Day): ReportMonths {
  const last = monthsFrom(today.slice(0, 7), -1);
  return { first: monthsFrom(last, 1 - HALF_YEAR), last };
}

/** Why a report cannot be made of these months: the code of a sentence, and the field it is about. Null when it can. */
export function judgeMonths(
  { first, last }: ReportMonths,
  today: Day,
): { readonly field: 'first' | 'last'; readonly code: 'order' | 'future' | 'tooLong' } | null {
  if (first > last) return { field: 'last', code: 'order' };
  if (last > today.slice(0, 7)) return { field: 'last', code: 'future' };
  return monthsIn({ first, last }).length > MOST_MONTHS ? { field: 'first', code: 'tooLong' } : null;
}
