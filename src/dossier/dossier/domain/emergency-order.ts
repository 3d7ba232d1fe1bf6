import type { Day } from '../../../foundation/kernel/time.js';

/**
 * Orders emergencies by the day until which they can still be answered in time: the nearest day from today on comes
 * first, then what is already late, the latest day first. Nothing helps a day that is long past more by being read
 * before tomorrow's.
 * @param dayOf the day from which care is needed
 */
export const inTimeFirst =
  <T>(today: Day, dayOf: (one: T) => Day) =>
  (a: T, b: T): number => {
    const [first, second] = [dayOf(a), dayOf(b)];
    const late = Number(first < today) - Number(second < today);
    if (late !== 0) return late;
    return first < today ? second.localeCompare(first) : first.localeCompare(second);
  };
