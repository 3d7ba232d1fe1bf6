import type { Offer } from './persistence/placement.entities.js';

/**
 * What the history keeps of an answer, beside who recorded it: an offer that is given up later forgets who had said
 * yes.
 */
export const answerFacts = (
  { id: offerId, providerId }: Pick<Offer, 'id' | 'providerId'>,
  saidBy?: number | null,
): Record<string, string | number> => ({ offerId, providerId, ...(saidBy == null ? {} : { saidBy }) });
