import type { AdultForm } from '../../../dossier/dossier/index.js';
import { holidayOn, isWeekend } from '../../../territory/calendar/domain/index.js';
import { addDays, type Day } from '../../../foundation/kernel/time.js';
import { afterWorkingDays } from './offer-deadline.js';

/** A nursery calls a family within so many working days of its acceptance (decision 0155). */
const WORKING_DAYS_TO_CALL = 5;
/** A child who has begun without a call stays on the list this long. */
const DAYS_AFTER_START = 14;

/** Where the first call stands. `late`: its last day is over, and nobody noted a call. */
export const CALL_STATES = ['awaited', 'late', 'called'] as const;
export type CallState = (typeof CALL_STATES)[number];

/**
 * The last day to call a family that accepted: five working days later, but the last working day before the child
 * begins where that comes sooner, and never before the day of the acceptance.
 */
export function callDueOn(acceptedOn: Day, firstDay: Day): Day {
  const usual = afterWorkingDays(acceptedOn, WORKING_DAYS_TO_CALL);
  let eve = addDays(firstDay, -1);
  while (eve > acceptedOn && (isWeekend(eve) || holidayOn(eve) !== null)) eve = addDays(eve, -1);
  if (eve >= usual) return usual;
  return eve > acceptedOn ? eve : acceptedOn;
}

export function callStateOf(calledOn: Day | null, due: Day, today: Day): CallState {
  if (calledOn !== null) return 'called';
  return today > due ? 'late' : 'awaited';
}

/** Whether an accepted place is on the list of its nursery: until the child begins, and somewhat longer where nobody called. */
export const isOnCallList = (firstDay: Day, calledOn: Day | null, today: Day): boolean =>
  firstDay > today || (calledOn === null && addDays(firstDay, DAYS_AFTER_START) >= today);

/**
 * The adults whose contact is passed on after one of them has agreed or taken that back: everybody of one home, and of
 * two homes whoever says it alone (decision 0153).
 * @param speaker the rank of who says it; null where nobody knows
 */
export function agreedContacts(
  agreed: readonly number[],
  { ranks, apart }: { readonly ranks: readonly number[]; readonly apart: boolean },
  speaker: number | null,
  agrees: boolean,
): number[] {
  const own = apart ? ranks.filter((rank) => rank === speaker) : ranks;
  const others = agreed.filter((rank) => !own.includes(rank));
  return (agrees ? [...others, ...own] : others).sort((a, b) => a - b);
}

/** An adult without its address. */
const withoutAddress = (details: AdultForm): AdultForm => ({
  ...details,
  addressLine: null,
  postalCode: null,
  communeCode: null,
  communeName: null,
});

/**
 * What the nursery of an accepted place reads of how to reach the family; null where nobody agreed. Who agreed for all
 * nurseries shows its address too, but for one that is protected; who agreed on the offer, telephone and mail alone.
 */
export function passedContacts(
  adults: readonly { readonly rank: number; readonly details: AdultForm }[],
  sharesWithAll: boolean,
  agreed: readonly number[] | null,
): AdultForm[] | null {
  if (sharesWithAll) return adults.map(({ details }) => (details.addressProtected ? withoutAddress(details) : details));
  const passed = adults.filter(({ rank }) => agreed?.includes(rank));
  return passed.length > 0 ? passed.map(({ details }) => withoutAddress(details)) : null;
}
