import type { Day } from '../../../foundation/kernel/time.js';
import { addMonths } from '../../../foundation/kernel/time.js';

/** How many children of an age she may look after at once; ages in completed months, upper bound excluded. */
export interface AgedPlaces {
  readonly fromMonths: number;
  readonly toMonths: number;
  readonly places: number;
}

export const AGREEMENT_STATES = ['valid', 'to_renew', 'ended', 'unknown'] as const;
export type AgreementState = (typeof AGREEMENT_STATES)[number];

/**
 * How long before its end an agreement is to be renewed. It is asked for at least three months before (CASF D421-19),
 * and the file takes as long to put together.
 */
const RENEWAL_MONTHS = 6;

/** The first day on which the renewal of an agreement is spoken of. */
export const renewalFrom = (agreementTo: Day): Day => addMonths(agreementTo, -RENEWAL_MONTHS);

/** Where the agreement of a childminder stands on a day. */
export function agreementState(agreementTo: Day | null, today: Day): AgreementState {
  if (agreementTo === null) return 'unknown';
  if (agreementTo < today) return 'ended';
  return renewalFrom(agreementTo) <= today ? 'to_renew' : 'valid';
}

/** What is wrong with the places agreed by age, by the number of the line; null when nothing is. */
export function wrongPlaces(lines: readonly AgedPlaces[], agreed: number): number | null {
  const wrong = lines.findIndex(
    ({ fromMonths, toMonths, places }) => fromMonths >= toMonths || places < 1 || places > agreed,
  );
  return wrong === -1 ? null : wrong;
}

/** Whether a child of this age may be looked after. An agreement without lines is for every age. */
export const suitsAge = (lines: readonly AgedPlaces[], months: number): boolean =>
  lines.length === 0 || lines.some(({ fromMonths, toMonths }) => fromMonths <= months && months < toMonths);
