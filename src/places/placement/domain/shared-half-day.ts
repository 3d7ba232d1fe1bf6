import { addDays, isoWeekday, type Day } from '../../../foundation/kernel/time.js';
import { maskToSlots, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import { halfOf, weekdayOf } from './seat-claim.js';

/** Half-days of a child between two days, both included, in whatever section. */
export interface ChildHalfDays {
  readonly slots: SlotMask;
  readonly from: Day;
  readonly to: Day;
}

/**
 * The first dated half-day that two placements of a child both hold. There must be none (domain.md §6). The triggers
 * of the database apply the same rule.
 */
export function sharedHalfDay(
  first: ChildHalfDays,
  second: ChildHalfDays,
): { readonly day: Day; readonly half: 'am' | 'pm' } | null {
  const from = first.from > second.from ? first.from : second.from;
  const to = first.to < second.to ? first.to : second.to;
  const common = maskToSlots(first.slots & second.slots);
  // Seven days contain every half-day once, so a longer overlap needs no further look.
  for (let day = from, seen = 0; day <= to && seen < 7; day = addDays(day, 1), seen += 1) {
    const slot = common.find((each) => weekdayOf(each) === isoWeekday(day));
    if (slot) return { day, half: halfOf(slot) === 0 ? 'am' : 'pm' };
  }
  return null;
}

interface PartOfPlace {
  readonly childId: string;
  readonly from: Day;
  readonly to: Day;
}

/**
 * Whether the child goes on in another part of the same place on the day after this one ends. A planned change of
 * section is not a departure (domain.md §6).
 */
export const movesOn = (line: PartOfPlace, lines: readonly PartOfPlace[]): boolean =>
  lines.some((next) => next.childId === line.childId && next.from === addDays(line.to, 1) && next.to >= next.from);
