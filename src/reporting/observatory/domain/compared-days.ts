import { addDays, addMonths, type Day } from '../../../foundation/kernel/time.js';

const isLastOfMonth = (day: Day): boolean => addDays(day, 1).endsWith('-01');
const lastOfMonth = (day: Day): Day => addDays(addMonths(`${day.slice(0, 7)}-01`, 1), -1);

/**
 * The days that a day is compared with: a month and a year before. The end of a month is compared with ends of months,
 * so that the difference is that of who came and who left in between.
 */
export function comparedDays(day: Day): Day[] {
  return [-1, -12]
    .map((months) => addMonths(day, months))
    .map((before) => (isLastOfMonth(day) ? lastOfMonth(before) : before));
}
