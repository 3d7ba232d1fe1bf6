import { WEEKDAYS, type Weekday, type WeekSchedule } from '../../../foundation/kernel/week-schedule.js';

/**
 * The weeks that a family would take instead of its own: every choice of fewer days, down to `fewest`. Weeks with more
 * days come first. Among weeks with as many days, those that leave out the last days come first.
 */
export function shorterWeeks(week: WeekSchedule, fewest: number): WeekSchedule[] {
  const days = WEEKDAYS.filter((day) => week[day]);
  const shorter: WeekSchedule[] = [];
  for (let count = days.length - 1; count >= Math.max(1, fewest); count -= 1) {
    for (const kept of subsets(days, count)) shorter.push(Object.fromEntries(kept.map((day) => [day, week[day]!])));
  }
  return shorter;
}

/** The week that is wanted first, then shorter ones if the family would take them. */
export const weeksOf = ({
  week,
  fewestDays,
}: {
  readonly week: WeekSchedule;
  readonly fewestDays?: number;
}): WeekSchedule[] => [week, ...(fewestDays === undefined ? [] : shorterWeeks(week, fewestDays))];

function subsets(days: readonly Weekday[], count: number): Weekday[][] {
  if (count === 0) return [[]];
  return days.flatMap((day, index) => subsets(days.slice(index + 1), count - 1).map((rest) => [day, ...rest]));
}
