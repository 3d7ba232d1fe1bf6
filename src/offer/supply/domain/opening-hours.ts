import { covers, type Period } from '../../../foundation/kernel/period.js';
import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { addDays, type Day } from '../../../foundation/kernel/time.js';
import {
  everyDay,
  HALF_DAY_BOUNDARY,
  slotBit,
  WEEKDAYS,
  type OpeningWeek,
  type SlotMask,
} from '../../../foundation/kernel/week-schedule.js';

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

/** Opening hours without some half-days. A weekday of which none is left is closed. */
export function hoursWithout(week: OpeningWeek, slots: SlotMask): OpeningWeek {
  return Object.fromEntries(
    WEEKDAYS.flatMap((weekday) => {
      const hours = week[weekday];
      if (!hours) return [];
      const [morning, afternoon] = [(slots & slotBit(`${weekday}-am`)) !== 0, (slots & slotBit(`${weekday}-pm`)) !== 0];
      const start = morning && hours.start < HALF_DAY_BOUNDARY ? HALF_DAY_BOUNDARY : hours.start;
      const end = afternoon && hours.end > HALF_DAY_BOUNDARY ? HALF_DAY_BOUNDARY : hours.end;
      return start < end ? [[weekday, { start, end }]] : [];
    }),
  );
}

/** The first of these days on which other hours begin, or end; null when the same hours hold on all of them. */
export function changeOfHours(periods: readonly Period[], { from, to }: Period): Day | null {
  const isWithin = (day: Day): boolean => day >= from && (to === null || day <= to);
  const days = periods.flatMap((period) => [period.from, ...(period.to === null ? [] : [addDays(period.to, 1)])]);
  return days.filter(isWithin).sort()[0] ?? null;
}
