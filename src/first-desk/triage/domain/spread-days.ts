import { holidayOn, isWeekend } from '../../../territory/calendar/domain/index.js';
import { addDays, type Day } from '../../../foundation/kernel/time.js';

const isWorkingDay = (day: Day): boolean => !isWeekend(day) && holidayOn(day) === null;

export function firstWorkingDay(from: Day): Day {
  let day = from;
  while (!isWorkingDay(day)) day = addDays(day, 1);
  return day;
}

/** In how many working days so many families are written to, and how many of them on the last. */
export function portionsOf(count: number, perDay: number): { readonly days: number; readonly last: number } {
  const days = Math.ceil(count / perDay);
  return { days, last: count - (days - 1) * perDay };
}

/**
 * The days on which so many families are written to, each in its turn: at most `perDay` on each working day from the
 * first one on. A desk answers the telephone on those days.
 */
export function spreadOverDays(count: number, perDay: number, from: Day): Day[] {
  const days: Day[] = [];
  for (let day = firstWorkingDay(from); days.length < count; day = firstWorkingDay(addDays(day, 1))) {
    const left = count - days.length;
    days.push(...Array.from({ length: Math.min(perDay, left) }, () => day));
  }
  return days;
}
