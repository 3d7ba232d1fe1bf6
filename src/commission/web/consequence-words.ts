import { OFFER_EVENTS, type OfferConsequences } from '../../admission/index.js';
import type { Translator } from '../../platform/i18n/index.js';

/** One sentence each: to refuse, not to answer, not to come. */
export const consequenceLines = ({ t }: Translator, consequences: OfferConsequences): string[] =>
  OFFER_EVENTS.map((event) => {
    const points = consequences[event];
    return t(`offerConsequence.${event}`, { points: Math.abs(points), way: points < 0 ? 'less' : points > 0 ? 'more' : 'none' });
  });
