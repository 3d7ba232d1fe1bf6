import type { Period } from '../../../foundation/kernel/period.js';
import { addDays, isoWeekday, type Day } from '../../../foundation/kernel/time.js';
import { SLOTS, type Slot } from '../../../foundation/kernel/week-schedule.js';
import { capacityOn } from './capacity-on.js';
import { isClosedOn } from './closing-day.js';
import { closesOn, type DatedClosing } from './yearly-closing.js';

/** What tells on which days a section receives children. */
export interface SectionCalendar {
  /** Closing periods of its establishment. */
  readonly closings: readonly DatedClosing[];
  /** The first day on which it receives nobody any more. */
  readonly closedFrom: Day | null;
  /** Its capacities, oldest first. */
  readonly capacities: readonly (Period & { readonly seats: Partial<Record<Slot, number>> })[];
  readonly isHoliday: (day: Day) => boolean;
}

/**
 * The search ends after this many days. A closing lasts 72 months at most (closing-dates.ts), so a section that is
 * closed for longer never opens.
 */
const MOST_DAYS = 366 * 7;

/** Whether a section is closed on a day whatever its places: a closing period, a public holiday, closed for good. */
export function isDayOff(calendar: SectionCalendar, day: Day): boolean {
  return (
    isClosedOn(calendar, day) || calendar.closings.some((closing) => closesOn(closing, day)) || calendar.isHoliday(day)
  );
}

/**
 * Whether a section is open on a day: not during a closing period, on a public holiday, or on a weekday without a seat
 * (domain.md §6). On a day for which no capacity is declared, only the first two count.
 */
export function isOpenDay(calendar: SectionCalendar, day: Day): boolean {
  if (isDayOff(calendar, day)) return false;
  const seats = capacityOn(calendar.capacities, day)?.seats;
  const morning = (isoWeekday(day) - 1) * 2;
  return !seats || [SLOTS[morning]!, SLOTS[morning + 1]!].some((slot) => (seats[slot] ?? 0) > 0);
}

/** The first day on or after `wanted` on which children are received; null when there is none until `last`. */
export function firstOpenDay(
  calendar: SectionCalendar,
  wanted: Day,
  last: Day = addDays(wanted, MOST_DAYS),
): Day | null {
  for (let day = wanted; day <= last; day = addDays(day, 1)) if (isOpenDay(calendar, day)) return day;
  return null;
}
