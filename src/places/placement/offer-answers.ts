import type { Offer } from './persistence/placement.entities.js';

/**
 * What the history keeps of an answer, beside the agent who recorded it. It is kept there because an offer that is
 * given up later no longer says who had accepted it.
 */
export const answerFacts = (
  { id: offerId, providerId }: Pick<Offer, 'id' | 'providerId'>,
  saidBy?: number | null,
): Record<string, string | number> => ({ offerId, providerId, ...(saidBy == null ? {} : { saidBy }) });
