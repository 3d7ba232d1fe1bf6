import type { Instant } from '../../../foundation/kernel/time.js';
import type { FamilyHistory, HistoryOffer, RequestPast } from './family-history.js';

/**
 * A history as it was known at a moment (excluded): what was recorded before it (observatory.md, "as known then"). An
 * answer given later leaves its offer open.
 */
export function historyKnownBy(family: FamilyHistory, moment: Instant): FamilyHistory {
  const isKnown = ({ recorded }: { readonly recorded: Instant }): boolean => recorded < moment;
  return {
    ...family,
    residence: family.residence.filter(isKnown),
    requests: family.requests
      .map((request): RequestPast => ({
        ...request,
        repeatKnownAt: request.repeatKnownAt !== null && request.repeatKnownAt < moment ? request.repeatKnownAt : null,
        moves: request.moves.filter(isKnown),
        solutions: request.solutions.filter(isKnown),
        offers: request.offers.filter(isKnown).map((offer) => offerKnownBy(offer, moment)),
      }))
      .filter(({ moves }) => moves.length > 0),
  };
}

const offerKnownBy = (offer: HistoryOffer, moment: Instant): HistoryOffer =>
  offer.answeredAt === null || offer.answeredAt < moment
    ? offer
    : { ...offer, answer: 'open', answeredAt: null, reason: null };
