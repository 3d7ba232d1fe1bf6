import { plainSection } from '../../../foundation/kernel/reserved-section.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { SlotMask } from '../../../foundation/kernel/week-schedule.js';
import type { OfferState } from '../../../places/placement/index.js';
import type { ReofferContent } from './reoffer-run.js';

/** What became of the offers of a session, in the order in which a page counts them. */
export const OFFER_OUTCOMES = [
  'pending',
  'accepted',
  'accepted_in_part',
  'declined',
  'lapsed',
  'given_up',
  'revoked',
  'replaced',
  'withdrawn',
] as const;
export type OfferOutcome = (typeof OFFER_OUTCOMES)[number];

const OUTCOMES: Readonly<Record<Exclude<OfferState, 'open' | 'accepted'>, OfferOutcome>> = {
  declined: 'declined',
  expired: 'lapsed',
  given_up: 'given_up',
  revoked: 'revoked',
  replaced: 'replaced',
  withdrawn: 'withdrawn',
};

/**
 * What became of an offer.
 * @param isOver it can no longer be answered, whether or not its end is written; a no of one adult then counts
 */
export function outcomeOf(
  { state, coversNeed, noes }: { state: OfferState; coversNeed: boolean; noes: readonly unknown[] | null },
  isOver: boolean,
): OfferOutcome {
  if (state === 'accepted') return coversNeed ? 'accepted' : 'accepted_in_part';
  if (state !== 'open') return OUTCOMES[state];
  if (!isOver) return 'pending';
  return noes?.length ? 'declined' : 'lapsed';
}

/** Seats of a section that an ended offer, or the place that came of it, set free. */
export interface FreedPlace {
  readonly sectionId: Id;
  readonly slots: SlotMask;
}

/**
 * The cases to which a run offered seats that an offer had set free: those it gave half-days of the same section that
 * the offer had held. Several offers of a section that end together are offered again together, so each names the same.
 */
export const reofferedTo = ({ sectionId, slots }: FreedPlace, { told }: Pick<ReofferContent, 'told'>): Id[] =>
  told.flatMap(({ child, place }) =>
    place && `${place.at}:${plainSection(place.section)}` === sectionId && (place.slots & slots) !== 0 ? [child] : [],
  );
