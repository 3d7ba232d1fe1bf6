import { addDays, addMonths, type Day } from '../../../foundation/kernel/time.js';

/** A month `2026-10`, a quarter `2026-T4`, a school year `2026-2027` (September to August). */
export type WorkingPeriod = string;
/** `YYYY-MM`. */
export type Month = string;

const MONTH = /^(20\d\d)-(0[1-9]|1[0-2])$/;
const QUARTER = /^(20\d\d)-T([1-4])$/;
const SCHOOL_YEAR = /^(20\d\d)-(20\d\d)$/;

export const monthOf = (day: Day): Month => day.slice(0, 7);
export const firstDayOf = (month: Month): Day => `${month}-01`;
export const lastDayOf = (month: Month): Day => addDays(addMonths(firstDayOf(month), 1), -1);
const following = (first: Month, count: number): Month[] =>
  Array.from({ length: count }, (_, index) => monthOf(addMonths(firstDayOf(first), index)));

export const quarterAround = (month: Month): WorkingPeriod =>
  `${month.slice(0, 4)}-T${Math.ceil(Number(month.slice(5)) / 3)}`;

export function schoolYearAround(month: Month): WorkingPeriod {
  const year = Number(month.slice(0, 4)) - (month.slice(5) < '09' ? 1 : 0);
  return `${year}-${year + 1}`;
}

/** The months of a period, in order; null when the text names none. */
export function monthsOf(period: string): Month[] | null {
  if (MONTH.test(period)) return [period];
  const quarter = QUARTER.exec(period);
  if (quarter) return following(`${quarter[1]}-${String(Number(quarter[2]) * 3 - 2).padStart(2, '0')}`, 3);
  const [, from, to] = SCHOOL_YEAR.exec(period) ?? [];
  return from !== undefined && Number(to) === Number(from) + 1 ? following(`${from}-09`, 12) : null;
}

/** The periods that people choose from: the school years, quarters and months back to a first month, latest first. */
export function periodsBetween(first: Month, last: Month): WorkingPeriod[] {
  const months: Month[] = [];
  for (let month = last; month >= first; month = monthOf(addMonths(firstDayOf(month), -1))) months.push(month);
  return [...new Set([...months.map(schoolYearAround), ...months.map(quarterAround), ...months])];
}
