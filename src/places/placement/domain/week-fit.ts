import {
  maskToSlots,
  slotBit,
  slotsToMask,
  WEEKDAYS,
  type Slot,
  type SlotMask,
  type Weekday,
} from '../../../foundation/kernel/week-schedule.js';

/** What a family asks for of a week, as far as it is known. */
export interface AskedWeek {
  /** The half-days; 0 when they are not known. */
  readonly slots: SlotMask;
  /** The number of days, when only that is known. */
  readonly days: number | null;
  /** The fewest days that the family would take; null when it wants its whole week. */
  readonly fewest: number | null;
}

/**
 * `whole`: every half-day asked for is free during the whole stay. `shorter`: fewer days are, and the family accepts so
 * few. `part`: fewer days are, and the family did not say that it accepts them. `none`: no whole day that it asks for
 * is free. `unknown`: nobody knows which days it asks for.
 */
export const FITS = ['whole', 'shorter', 'part', 'none', 'unknown'] as const;
export type FitKind = (typeof FITS)[number];

export interface Fit {
  readonly kind: FitKind;
  /** The days that could be given, of those asked for. */
  readonly days: readonly Weekday[];
  /** The half-days asked for that are full at least once during the stay. */
  readonly full: SlotMask;
}

/**
 * How a week fits the free seats of a section, before anybody has decided anything: each family is compared with all
 * free seats, as if it were alone.
 * @param free the fewest free seats of each half-day during the stay; a half-day on which the section is closed is absent
 */
export function fitOf(asked: AskedWeek, free: ReadonlyMap<Slot, number>): Fit {
  const open = slotsToMask([...free].filter(([, seats]) => seats > 0).map(([slot]) => slot));
  if (asked.slots !== 0) {
    const wanted = WEEKDAYS.filter((day) => (asked.slots & dayMask(day)) !== 0);
    const days = wanted.filter((day) => (asked.slots & dayMask(day) & ~open) === 0);
    const full = asked.slots & ~open;
    return { kind: kindOf(days.length, wanted.length, asked.fewest), days, full };
  }
  if (asked.days === null) return { kind: 'unknown', days: [], full: 0 };
  const days = WEEKDAYS.filter((day) => isOpenOn(free, day) && (dayMask(day) & ~open) === 0);
  return { kind: kindOf(Math.min(days.length, asked.days), asked.days, asked.fewest), days, full: 0 };
}

/** The half-day of a request that the most others want for each free seat. */
export interface Contest {
  readonly slot: Slot;
  /** How many requests of the list ask for that half-day in that section, this one included. */
  readonly requests: number;
  readonly seats: number;
}

/**
 * Where a request meets the most others: among the free half-days that it asks for, the one with the most requests for
 * each free seat. Null when every half-day has a seat for each request that asks for it.
 * @param slots the half-days that the request asks for
 * @param askedFor how many requests of the list ask for each half-day of the section
 * @param free as for {@link fitOf}
 */
export function tightestOf(
  slots: SlotMask,
  askedFor: ReadonlyMap<Slot, number>,
  free: ReadonlyMap<Slot, number>,
): Contest | null {
  let tightest: Contest | null = null;
  for (const slot of maskToSlots(slots)) {
    const requests = askedFor.get(slot) ?? 0;
    const seats = free.get(slot) ?? 0;
    if (seats === 0 || requests <= seats) continue;
    if (!tightest || requests * tightest.seats > tightest.requests * seats) tightest = { slot, requests, seats };
  }
  return tightest;
}

const dayMask = (day: Weekday): SlotMask => slotBit(`${day}-am`) | slotBit(`${day}-pm`);
const isOpenOn = (free: ReadonlyMap<Slot, number>, day: Weekday): boolean =>
  maskToSlots(dayMask(day)).every((slot) => free.has(slot));

function kindOf(possible: number, wanted: number, fewest: number | null): FitKind {
  if (possible === wanted) return 'whole';
  if (possible === 0) return 'none';
  return fewest !== null && possible >= fewest ? 'shorter' : 'part';
}
