import { refuse, type Refusal } from '../../kernel/refusal.js';
import { daysBetween, type Day } from '../../kernel/time.js';

/** Vacances scolaires: days when families and members are away, first and last included. */
export interface SchoolHoliday {
  readonly name: string;
  readonly from: Day;
  readonly to: Day;
}

/**
 * A school calendar also lists single days, such as the first day of school. Only what lasts this long is a holiday.
 */
const SHORTEST_DAYS = 2;

export const schoolHolidayOn = (day: Day, holidays: readonly SchoolHoliday[]): SchoolHoliday | null =>
  holidays.find(({ from, to }) => from <= day && day <= to) ?? null;

/** The holidays of a school calendar; its single days are left out. */
export const holidaysAmong = <One extends SchoolHoliday>(days: readonly One[]): One[] =>
  days.filter(({ from, to }) => daysBetween(from, to) + 1 >= SHORTEST_DAYS);

/** Why a list cannot be used as the school holidays; null when it can. */
export function judgeSchoolHolidays(holidays: readonly SchoolHoliday[], today: Day): Refusal | null {
  const last = holidays
    .map(({ to }) => to)
    .sort()
    .at(-1);
  if (last === undefined) return refuse('schoolHolidays.none');
  return last < today ? refuse('schoolHolidays.past', { day: last }) : null;
}
