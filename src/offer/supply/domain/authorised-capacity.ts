import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { minutesOf, type TimeOfDay } from '../../../foundation/kernel/time.js';
import {
  HALF_DAY_BOUNDARY,
  SLOTS,
  type OpeningWeek,
  type Slot,
  type Weekday,
} from '../../../foundation/kernel/week-schedule.js';

export type SeatsBySlot = Partial<Record<Slot, number>>;

/** The same places on each half-day of the weekdays that have hours. */
export const seatsWhileOpen = (opening: OpeningWeek, places: number): SeatsBySlot =>
  Object.fromEntries(SLOTS.filter((slot) => opening[slot.slice(0, 3) as Weekday]).map((slot) => [slot, places]));

/** Share of the authorised capacity that may be received at once where overbooking is allowed (CSP R2324-27). */
export const OVERBOOKING_SHARE = 1.15;

/** Hours of the day for which another number of places is agreed (a modulated authorisation). */
export interface AgreedBand {
  readonly start: TimeOfDay;
  readonly end: TimeOfDay;
  readonly places: number;
}

/** What an authorisation allows: a number of places at once, and other numbers at certain hours. */
export interface Authorisation {
  readonly authorisedCapacity: number;
  readonly agreedBands: readonly AgreedBand[] | null;
}

/**
 * The places agreed for a half-day: the most that are agreed at any of its opening hours. The half-day of a weekday
 * without hours counts from midnight to midnight.
 */
export function agreedIn({ authorisedCapacity, agreedBands }: Authorisation, slot: Slot, opening: OpeningWeek): number {
  if (!agreedBands || agreedBands.length === 0) return authorisedCapacity;
  const hours = opening[slot.slice(0, 3) as Weekday] ?? { start: '00:00', end: '24:00' };
  const [start, end] = slot.endsWith('am')
    ? [minutesOf(hours.start), Math.min(minutesOf(hours.end), minutesOf(HALF_DAY_BOUNDARY))]
    : [Math.max(minutesOf(hours.start), minutesOf(HALF_DAY_BOUNDARY)), minutesOf(hours.end)];
  const begins = [start, ...agreedBands.flatMap((band) => [minutesOf(band.start), minutesOf(band.end)])];
  const places = begins
    .filter((minute) => start <= minute && minute < end)
    .map((minute) => {
      const band = agreedBands.find((one) => minutesOf(one.start) <= minute && minute < minutesOf(one.end));
      return band?.places ?? authorisedCapacity;
    });
  return places.length === 0 ? authorisedCapacity : Math.max(...places);
}

const slotFacts = (slot: Slot): { weekday: string; half: string } => ({
  weekday: slot.slice(0, 3),
  half: slot.slice(4),
});

/** The most children at once: the authorised capacity, or 115 % of it rounded down. */
export const mostAtOnce = (authorised: number, overbookingAllowed: boolean): number =>
  overbookingAllowed ? Math.floor((authorised * Math.round(OVERBOOKING_SHARE * 100)) / 100) : authorised;

/**
 * Whether the sections of an establishment together respect its authorisation (CSP R2324-27). Each half-day is
 * checked, and also the whole week when one half-day exceeds the authorised capacity.
 * @param agreed the places agreed for a half-day
 * @returns null when they do, or the first half-day (or the week) that does not
 */
export function withinAuthorisation(
  agreed: (slot: Slot) => number,
  overbookingAllowed: boolean,
  sections: readonly SeatsBySlot[],
): Refusal | null {
  const sums = SLOTS.map((slot) => ({
    slot,
    places: sections.reduce((sum, seats) => sum + (seats[slot] ?? 0), 0),
    agreed: agreed(slot),
  })).filter(({ places }) => places > 0);
  const over = sums.find(({ places, agreed }) => places > mostAtOnce(agreed, overbookingAllowed));
  if (over)
    return refuse('capacity.overAuthorised', {
      ...slotFacts(over.slot),
      places: over.places,
      most: mostAtOnce(over.agreed, overbookingAllowed),
    });
  const week = sums.reduce((sum, { places }) => sum + places, 0);
  const allowed = sums.reduce((sum, { agreed }) => sum + agreed, 0);
  // Rounded up: a week at 100.2 % is not at 100 %.
  if (week > allowed) return refuse('capacity.overWeek', { percent: Math.ceil((100 * week) / allowed) });
  return null;
}

/** {@link withinAuthorisation} for the places that an authorisation agrees, at the hours of a week. */
export const judgeSeats = (
  authorisation: Authorisation,
  opening: OpeningWeek,
  overbookingAllowed: boolean,
  sections: readonly SeatsBySlot[],
): Refusal | null =>
  withinAuthorisation((slot) => agreedIn(authorisation, slot, opening), overbookingAllowed, sections);
