import { holidayOn, isWeekend } from '../../calendar/domain/index.js';
import { addDays, type Day } from '../../kernel/time.js';

const isWorkingDay = (day: Day): boolean => !isWeekend(day) && holidayOn(day) === null;

/**
 * The days on which so many families are written to, each in its turn: at most `perDay` on each working day from the
 * first one on. A desk answers the telephone on those days.
 */
export function spreadOverDays(count: number, perDay: number, from: Day): Day[] {
  const days: Day[] = [];
  for (let day = from; days.length < count; day = addDays(day, 1)) {
    if (!isWorkingDay(day)) continue;
    const left = count - days.length;
    days.push(...Array.from({ length: Math.min(perDay, left) }, () => day));
  }
  return days;
}
