import { addDays, isoWeekday, type Day } from '../../../foundation/kernel/time.js';
import { maskToSlots, SLOTS, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import { placesOn, slotOf, type PlacesFrom } from './seat-claim.js';

export interface Hold {
  readonly from: Day;
  readonly to: Day;
  readonly slots: SlotMask;
}

/** One half-day of one section on one date (domain.md §6). `free` comes from the ledger. */
export interface HalfDayOccupancy {
  readonly day: Day;
  readonly half: 0 | 1;
  /** 0 when the section is closed then. */
  readonly places: number;
  readonly confirmed: number;
  readonly promised: number;
  /** Children whose path leads to this section then, but whose move nobody has confirmed. They hold no seat. */
  readonly expected: number;
  readonly free: number;
}

export interface LedgerRow {
  readonly day: Day;
  readonly half: number;
  readonly places: number;
  readonly held: number;
}

const holdsOn = (hold: Hold, day: Day, half: number): boolean =>
  hold.from <= day && day <= hold.to && maskToSlots(hold.slots).includes(slotOf(isoWeekday(day), half));

/** How many seats are held on each of the fourteen half-days of the week that begins on `monday`, in order. */
export const heldInWeek = (monday: Day, holds: readonly Hold[]): number[] =>
  SLOTS.map(
    (_, index) => holds.filter((hold) => holdsOn(hold, addDays(monday, Math.floor(index / 2)), index % 2)).length,
  );

/** The fourteen half-days of the week that begins on `monday`, in order. */
export function weekOccupancy(
  monday: Day,
  placements: readonly Hold[],
  offers: readonly Hold[],
  expected: readonly Hold[],
  ledger: readonly LedgerRow[],
  capacities: readonly PlacesFrom[],
): HalfDayOccupancy[] {
  return SLOTS.map((_, index) => {
    const day = addDays(monday, Math.floor(index / 2));
    const half = (index % 2) as 0 | 1;
    const row = ledger.find((known) => known.day === day && known.half === half);
    // The ledger has no row for this day yet, so nobody holds a seat on it.
    const places = row?.places ?? placesOn(capacities, day).find((declared) => declared.half === half)?.places ?? 0;
    return {
      day,
      half,
      places,
      confirmed: placements.filter((hold) => holdsOn(hold, day, half)).length,
      promised: offers.filter((hold) => holdsOn(hold, day, half)).length,
      expected: expected.filter((hold) => holdsOn(hold, day, half)).length,
      free: Math.max(0, places - (row?.held ?? 0)),
    };
  });
}
