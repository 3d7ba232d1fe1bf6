import { covers, type Period } from '../../kernel/period.js';
import { refuse, type Refusal } from '../../kernel/refusal.js';
import type { Day } from '../../kernel/time.js';
import { everyDay, type OpeningWeek } from '../../kernel/week-schedule.js';

export interface HoursPeriod extends Period {
  readonly week: OpeningWeek;
}

/** Hours assumed where an establishment has declared none. */
const USUAL_HOURS = everyDay({ start: '07:30', end: '18:30' });

/**
 * The opening hours of a day: of the periods that cover it, the one that began last. Before the first period, its hours
 * are taken to hold already.
 * @param periods oldest first
 */
export const openingHoursOn = (periods: readonly HoursPeriod[], day: Day): OpeningWeek =>
  (periods.findLast((period) => covers(period, day)) ?? periods[0])?.week ?? USUAL_HOURS;

/** Why these hours cannot be those of an establishment. */
export function judgeHours(week: OpeningWeek, { from, to }: Period, today: Day): Refusal | null {
  if (from < today) return refuse('provider.past');
  if (to !== null && to < from) return refuse('closing.order');
  if (Object.keys(week).length === 0) return refuse('hours.none');
  return Object.values(week).some(({ start, end }) => end <= start) ? refuse('hours.order') : null;
}
