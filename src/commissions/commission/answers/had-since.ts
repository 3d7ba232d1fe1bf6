import type { ChildRequest } from '../../../dossier/dossier/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Offer } from '../../../places/placement/index.js';
import type { CaseExplanation } from '../domain/case-explanation.js';

/** The establishments where a child has accepted a place for its whole need. */
export const hadSince = (
  { state }: Pick<ChildRequest, 'state'>,
  offers: readonly Pick<Offer, 'state' | 'providerId'>[],
): Id[] =>
  state === 'placed' || state === 'ended'
    ? offers.flatMap((offer) => (offer.state === 'accepted' ? [offer.providerId] : []))
    : [];

/** What is told of a decision once the child has a place: nobody reads why it was not given what it has now. */
export function withoutWhatIsHad(explanation: CaseExplanation, had: readonly Id[]): CaseExplanation {
  if (had.length === 0) return explanation;
  const isHad = ({ at }: { readonly at: string }): boolean => had.includes(at);
  return {
    misses: explanation.misses.filter((miss) => !isHad(miss)),
    claim: explanation.claim?.gains.every(isHad) ? null : explanation.claim,
    wouldHaveTaken: [],
  };
}
