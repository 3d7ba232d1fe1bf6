import { addDays, dayOf, type Day, type Instant } from './time.js';

/** A quarter of a year: `2026-T4`. */
export type Quarter = string;

export const isQuarter = (value: string): boolean => /^\d{4}-T[1-4]$/.test(value);

/** The quarter in which a moment falls, in the territory. */
export function quarterOf(instant: Instant): Quarter {
  const day = dayOf(instant);
  return `${day.slice(0, 4)}-T${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

/** The first day of a quarter. @param quarter as {@link isQuarter} has it */
export function firstDayOfQuarter(quarter: Quarter): Day {
  const [year, number] = quarter.split('-T');
  return `${year}-${String(Number(number) * 3 - 2).padStart(2, '0')}-01`;
}

/** The first day on which a quarter is over. @param quarter as {@link isQuarter} has it */
export function dayAfterQuarter(quarter: Quarter): Day {
  const [year = '', number = ''] = quarter.split('-T');
  return number === '4' ? `${Number(year) + 1}-01-01` : `${year}-${String(Number(number) * 3 + 1).padStart(2, '0')}-01`;
}

/** The last day of a quarter. */
export const lastDayOfQuarter = (quarter: Quarter): Day => addDays(dayAfterQuarter(quarter), -1);
