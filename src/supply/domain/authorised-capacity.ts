import { refuse, type Refusal } from '../../kernel/refusal.js';
import { SLOTS, type Slot } from '../../kernel/week-schedule.js';

export type SeatsBySlot = Partial<Record<Slot, number>>;

/** Share of the authorised capacity that may be received at once where overbooking is allowed (CSP R2324-27). */
export const OVERBOOKING_SHARE = 1.15;

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
 * @returns null when they do, or the first half-day (or the week) that does not
 */
export function withinAuthorisation(
  authorised: number,
  overbookingAllowed: boolean,
  sections: readonly SeatsBySlot[],
): Refusal | null {
  const sums = SLOTS.map((slot) => ({
    slot,
    places: sections.reduce((sum, seats) => sum + (seats[slot] ?? 0), 0),
  })).filter(({ places }) => places > 0);
  const most = mostAtOnce(authorised, overbookingAllowed);
  const over = sums.find(({ places }) => places > most);
  if (over) return refuse('capacity.overAuthorised', { ...slotFacts(over.slot), places: over.places, most });
  const week = sums.reduce((sum, { places }) => sum + places, 0);
  // Rounded up: a week at 100.2 % is not at 100 %.
  if (week > authorised * sums.length)
    return refuse('capacity.overWeek', { percent: Math.ceil((100 * week) / (authorised * sums.length)) });
  return null;
}
