import { covers, type Period } from '../../../foundation/kernel/period.js';
import { addDays, daysBetween, isoWeekday, type Day } from '../../../foundation/kernel/time.js';
import { maskToSlots, SLOTS, type Slot, type SlotMask } from '../../../foundation/kernel/week-schedule.js';

/** Half-days of one section between two days, both included. */
export interface SeatClaim {
  readonly sectionId: string;
  readonly slots: SlotMask;
  readonly from: Day;
  readonly to: Day;
  /** The owner whose reserved seats it takes where there are any; absent or null: it takes none. */
  readonly reservedFor?: string | null;
}

export interface PlacesFrom extends Period {
  readonly seats: Partial<Record<Slot, number>>;
}

/** A child goes to school before it is six, and a family asks at most a year or two ahead. */
const MOST_YEARS = 7;

/**
 * No place is held beyond this day. The ledger writes every day up to the last one, and a mistyped year would make
 * millions of rows.
 */
export const farthestDay = (today: Day): Day => `${Number(today.slice(0, 4)) + MOST_YEARS}-12-31`;

/** 1 Monday to 7 Sunday. */
export const weekdayOf = (slot: Slot): number => Math.floor(SLOTS.indexOf(slot) / 2) + 1;
/** 0 morning, 1 afternoon. */
export const halfOf = (slot: Slot): number => SLOTS.indexOf(slot) % 2;
export const slotOf = (weekday: number, half: number): Slot => SLOTS[(weekday - 1) * 2 + half]!;

export interface DatedHalfDay {
  readonly day: Day;
  readonly half: 0 | 1;
}

/** Every dated half-day of a set of weekday half-days, in order. */
export function halfDaysBetween(slots: SlotMask, from: Day, to: Day): DatedHalfDay[] {
  const wanted = new Set(maskToSlots(slots));
  const list: DatedHalfDay[] = [];
  let weekday = isoWeekday(from);
  for (let day = from; day <= to; day = addDays(day, 1), weekday = (weekday % 7) + 1) {
    for (const half of [0, 1] as const) if (wanted.has(slotOf(weekday, half))) list.push({ day, half });
  }
  return list;
}

/**
 * How many half-days {@link halfDaysBetween} would list. A place of three years has fifteen hundred, so they are
 * counted without being listed.
 */
export function countHalfDays(slots: SlotMask, from: Day, to: Day): number {
  const days = daysBetween(from, to) + 1;
  if (days <= 0) return 0;
  const first = isoWeekday(from);
  return maskToSlots(slots).reduce(
    (sum, slot) => sum + Math.max(0, Math.ceil((days - ((weekdayOf(slot) - first + 7) % 7)) / 7)),
    0,
  );
}

/**
 * The places of a section on a day. Half-days without a place are absent. Where several declarations cover the day,
 * the latest counts.
 */
export function placesOn(
  capacities: readonly PlacesFrom[],
  day: Day,
): { weekday: number; half: number; places: number }[] {
  const capacity = capacities.findLast((known) => covers(known, day));
  const weekday = isoWeekday(day);
  return [0, 1]
    .map((half) => ({ weekday, half, places: capacity?.seats[slotOf(weekday, half)] ?? 0 }))
    .filter(({ places }) => places > 0);
}
