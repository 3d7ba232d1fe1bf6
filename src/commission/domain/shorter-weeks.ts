import { WEEKDAYS, type Weekday, type WeekSchedule } from '../../kernel/week-schedule.js';

/**
 * The weeks a family would take in place of its own: every choice of fewer of its days, down to `fewest`; most days
 * first, and of as many days those that leave out the last of the week.
 */
export function shorterWeeks(week: WeekSchedule, fewest: number): WeekSchedule[] {
  const days = WEEKDAYS.filter((day) => week[day]);
  const shorter: WeekSchedule[] = [];
  for (let count = days.length - 1; count >= Math.max(1, fewest); count -= 1) {
    for (const kept of subsets(days, count)) shorter.push(Object.fromEntries(kept.map((day) => [day, week[day]!])));
  }
  return shorter;
}

function subsets(days: readonly Weekday[], count: number): Weekday[][] {
  if (count === 0) return [[]];
  return days.flatMap((day, index) => subsets(days.slice(index + 1), count - 1).map((rest) => [day, ...rest]));
}
