import { addDays, isoWeekday, type Day } from '../../kernel/time.js';
import { maskToSlots, type SlotMask } from '../../kernel/week-schedule.js';
import { halfOf, weekdayOf } from './seat-claim.js';

/** Half-days of a child between two days, both included, in whatever section. */
export interface ChildLine {
  readonly slots: SlotMask;
  readonly from: Day;
  readonly to: Day;
}

/**
 * The first half-day of a day that two lines of a child both hold: it may hold it once (domain.md §6). The triggers of
 * the database say the same.
 */
export function sharedHalfDay(
  one: ChildLine,
  other: ChildLine,
): { readonly day: Day; readonly half: 'am' | 'pm' } | null {
  const from = one.from > other.from ? one.from : other.from;
  const to = one.to < other.to ? one.to : other.to;
  const common = maskToSlots(one.slots & other.slots);
  // Seven days hold each half-day once.
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
 * Whether a child goes on elsewhere the day after a line ends: a planned change of section is no departure (domain.md
 * §6).
 */
export const movesOn = (line: PartOfPlace, lines: readonly PartOfPlace[]): boolean =>
  lines.some((next) => next.childId === line.childId && next.from === addDays(line.to, 1) && next.to >= next.from);
