import { WEEKDAYS, type Weekday } from '../../../foundation/kernel/week-schedule.js';

/** The position of a weekday in its month; −1 is the last one. */
export const ORDINALS = [1, 2, 3, 4, -1] as const;
export type Ordinal = (typeof ORDINALS)[number];
export const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

/** A recurrence as people say it: the first and third Tuesday of March and September. */
export interface MonthlyRule {
  readonly ordinals: readonly Ordinal[];
  readonly weekday: Weekday;
  readonly months: readonly number[];
}

const CODES: Record<Weekday, string> = { mon: 'MO', tue: 'TU', wed: 'WE', thu: 'TH', fri: 'FR', sat: 'SA', sun: 'SU' };
const WRITTEN = /^FREQ=YEARLY;BYMONTH=([\d,]+);BYDAY=((?:-1|[1-4])[A-Z]{2}(?:,(?:-1|[1-4])[A-Z]{2})*)$/;

/**
 * The rule as RFC 5545 writes it. It is written with FREQ=YEARLY, because fewer programs read that form wrongly than
 * FREQ=MONTHLY.
 */
export const ruleText = ({ ordinals, weekday, months }: MonthlyRule): string =>
  `FREQ=YEARLY;BYMONTH=${[...months].sort((a, b) => a - b).join(',')};BYDAY=${ORDINALS.filter((ordinal) =>
    ordinals.includes(ordinal),
  )
    .map((ordinal) => `${ordinal}${CODES[weekday]}`)
    .join(',')}`;

/** Reads a text that {@link ruleText} wrote; null for any other rule. */
export function readRule(text: string): MonthlyRule | null {
  const [, months, days] = WRITTEN.exec(text) ?? [];
  if (months === undefined || days === undefined) return null;
  const parts = days.split(',').map((day) => ({ ordinal: Number(day.slice(0, -2)) as Ordinal, code: day.slice(-2) }));
  const weekday = WEEKDAYS.find((name) => CODES[name] === parts[0]!.code);
  const numbers = months.split(',').map(Number);
  if (!weekday || parts.some(({ code }) => code !== CODES[weekday]) || numbers.some((month) => month < 1 || month > 12))
    return null;
  return { ordinals: parts.map(({ ordinal }) => ordinal), weekday, months: numbers };
}
