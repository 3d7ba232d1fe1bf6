import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { addDays, daysBetween, type Day } from '../../../foundation/kernel/time.js';

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

/** From this month on, the last holidays of a list are those of spring: only the summer comes after them. */
const SPRING = '04';

/**
 * The first day that a list of school holidays does not cover. A list that goes as far as the holidays of spring covers
 * the school year, whose last day is 31 August: a school calendar gives no last day of the summer. Null for no list.
 */
export function schoolHolidaysEndBefore(holidays: readonly SchoolHoliday[]): Day | null {
  const last = holidays
    .map(({ to }) => to)
    .sort()
    .at(-1);
  if (last === undefined) return null;
  const [year, month] = last.split('-') as [string, string];
  return month >= SPRING && month < '09' ? `${year}-09-01` : addDays(last, 1);
}
