import type { Id } from '../../foundation/kernel/ids.js';
import { jobType } from '../../foundation/kernel/job-type.js';

type OfOffer = { offerId: Id };

/** The jobs that follow from the deadline of an offer. */
export const OFFER_JOBS = {
  remind: jobType<OfOffer>('offer.remind'),
  expire: jobType<OfOffer>('offer.expire'),
  alert: jobType<OfOffer>('offer.alert'),
};
type OfferJob = keyof typeof OFFER_JOBS;
export const OFFER_JOB_NAMES = Object.keys(OFFER_JOBS) as OfferJob[];
export const offerJobKey = (offerId: Id, job: OfferJob): string => `offer:${offerId}:${job}`;

/** Seats that a session had given are free again. The feature that gave them may offer them again. */
export const OFFER_RELEASED = jobType<OfOffer>('offer.released');
export const PLACEMENT_RELEASED = jobType<{ placementId: Id; sessionId: Id }>('placement.released');
/**
 * What a family does once a solution is over: it looks for another, or needs none. `planned`: its last day was known
 * from the start, and nobody was asked.
 */
export type AfterSolution = 'wait' | 'stop' | 'planned';

/** The last day of a solution that is no place is over. */
export const SOLUTION_END = jobType<{ solutionId: Id; choice: AfterSolution }>('solution.end');
export const PLACEMENT_END = jobType<{ placementId: Id }>('placement.end');
