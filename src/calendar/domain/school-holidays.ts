import { refuse, type Refusal } from '../../kernel/refusal.js';
import { daysBetween, type Day } from '../../kernel/time.js';

/** Vacances scolaires: days when families and members are away, first and last included. */
export interface SchoolHoliday {
  readonly name: string;
  readonly from: Day;
  readonly to: Day;
}

/** The school year also has days of its own (the return, a meeting): what lasts less is none of the holidays. */
const SHORTEST_DAYS = 2;

export const schoolHolidayOn = (day: Day, holidays: readonly SchoolHoliday[]): SchoolHoliday | null =>
  holidays.find(({ from, to }) => from <= day && day <= to) ?? null;

/** The holidays among the whole days of a school calendar; the others are left out. */
export const holidaysAmong = <One extends SchoolHoliday>(days: readonly One[]): One[] =>
  days.filter(({ from, to }) => daysBetween(from, to) + 1 >= SHORTEST_DAYS);

/** Why a list cannot serve as the school holidays, or null. */
export function judgeSchoolHolidays(holidays: readonly SchoolHoliday[], today: Day): Refusal | null {
  const last = holidays
    .map(({ to }) => to)
    .sort()
    .at(-1);
  if (last === undefined) return refuse('schoolHolidays.none');
  return last < today ? refuse('schoolHolidays.past', { day: last }) : null;
}
