/**
 * When the children of an establishment change section: together on the 1 September, or each on the day it outgrows its
 * own.
 */
export const SECTION_MOVES = ['september', 'age'] as const;
export type SectionMove = (typeof SECTION_MOVES)[number];

/** A day of every year, such as `08-31`. */
export type MonthDay = string;

const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Reads `31/08`; null when the text is no day that every year has. */
export function readMonthDay(text: string): MonthDay | null {
  const [, day, month] = /^(\d{1,2})\s*[/.-]\s*(\d{1,2})$/.exec(text.trim()) ?? [];
  const [d, m] = [Number(day), Number(month)];
  return d >= 1 && d <= (DAYS_OF_MONTH[m - 1] ?? 0)
    ? [m, d].map((part) => String(part).padStart(2, '0')).join('-')
    : null;
}
