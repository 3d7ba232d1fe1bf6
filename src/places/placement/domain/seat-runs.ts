import { addDays, type Day } from '../../../foundation/kernel/time.js';
import { maskToSlots, SLOTS, type Slot } from '../../../foundation/kernel/week-schedule.js';
import type { SeatClaim } from './seat-claim.js';

/** The same number of seats on one weekday half-day, from a day to a day (both included). */
export interface SeatRun {
  readonly slot: Slot;
  readonly from: Day;
  readonly to: Day;
  readonly seats: number;
}

/**
 * Adds up what claims on one section hold, as runs that never share a dated half-day. A claim whose last day comes
 * before its first holds nothing.
 */
export function runsOf(claims: readonly SeatClaim[]): SeatRun[] {
  const holding = claims.filter(({ from, to }) => from <= to);
  return SLOTS.flatMap((slot) => {
    const asking = holding.filter(({ slots }) => maskToSlots(slots).includes(slot));
    const cuts = [...new Set(asking.flatMap(({ from, to }) => [from, addDays(to, 1)]))].sort();
    return cuts
      .slice(0, -1)
      .map((from, index) => ({
        slot,
        from,
        to: addDays(cuts[index + 1]!, -1),
        seats: asking.filter((claim) => claim.from <= from && from <= claim.to).length,
      }))
      .filter(({ seats }) => seats > 0);
  });
}
