import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import { isoWeekday, type Day } from '../../../foundation/kernel/time.js';
import type { Slot } from '../../../foundation/kernel/week-schedule.js';
import { slotOf, type DatedHalfDay } from './seat-claim.js';

/** One weekday half-day that a child would hold beyond the places, and the days between which it would. */
export interface Exceeded {
  readonly slot: Slot;
  readonly from: Day;
  readonly to: Day;
  /** On how many days between the two. */
  readonly days: number;
}

/** The full half-days of a claim, as a person reads them: one line for each weekday half-day. */
export const exceededBy = (full: readonly DatedHalfDay[]): Exceeded[] =>
  [...groupedBy(full, ({ day, half }) => slotOf(isoWeekday(day), half))].map(([slot, days]) => ({
    slot,
    from: days[0]!.day,
    to: days.at(-1)!.day,
    days: days.length,
  }));
