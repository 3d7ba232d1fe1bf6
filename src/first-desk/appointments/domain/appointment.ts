import { addDays, addHours, dayOf, instantAt, type Day, type Instant } from '../../../foundation/kernel/time.js';

/** At the counter of the desk, by telephone, at the family's, or a visit of a nursery. */
export const DESK_KINDS = ['counter', 'phone', 'home'] as const;
export const APPOINTMENT_KINDS = [...DESK_KINDS, 'nursery'] as const;
export type AppointmentKind = (typeof APPOINTMENT_KINDS)[number];

/** What became of a moment that is past. */
export const OUTCOMES = ['came', 'missed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Who ended it: the family, its desk, whoever withdrew the slot, or the request that was withdrawn. */
export const CANCELLED_BY = ['family', 'desk', 'slot', 'request'] as const;
export type CancelledBy = (typeof CANCELLED_BY)[number];

/**
 * `proposed`: the family has still to choose. `booked`: to come. `past`: it was, and nobody has noted what became of
 * it. `unused`: the family never chose, and it was taken back.
 */
export type AppointmentState = 'proposed' | 'booked' | 'past' | 'cancelled' | 'unused' | Outcome;

interface Standing {
  readonly startsAt: Instant | null;
  readonly cancelledAt: Instant | null;
  readonly outcome: Outcome | null;
}

export function stateOf({ startsAt, cancelledAt, outcome }: Standing, now: Instant): AppointmentState {
  if (cancelledAt !== null) return startsAt === null ? 'unused' : 'cancelled';
  if (startsAt === null) return 'proposed';
  if (outcome !== null) return outcome;
  return startsAt > now ? 'booked' : 'past';
}

/** Until so many hours before its moment a family cancels or changes by itself; hours that pass, whatever clocks show. */
export const mayChangeUntil = (startsAt: Instant, hours: number): Instant => addHours(startsAt, -hours);

export const mayFamilyChange = (startsAt: Instant, hours: number, now: Instant): boolean =>
  now <= mayChangeUntil(startsAt, hours);

const REMINDED_AT = '10:00';

/** The morning before, on the clock of Paris; null when that is past, because what was just chosen is not forgotten. */
export function reminderAt(startsAt: Instant, now: Instant): Instant | null {
  const at = instantAt(addDays(dayOf(startsAt), -1), REMINDED_AT);
  return at > now ? at : null;
}

/** From when until when a day lasts; the days of the two changes of the hour have 23 and 25 hours. */
export const momentsOf = (day: Day): { readonly from: Instant; readonly to: Instant } => ({
  from: instantAt(day),
  to: instantAt(addDays(day, 1)),
});
