import { OFFER_EVENTS, type OfferConsequences } from '../../../admission/index.js';
import type { Translator } from '../../../platform/i18n/index.js';

const weighed = (points: number): { points: number; way: string } => ({
  points: Math.abs(points),
  way: points < 0 ? 'less' : points > 0 ? 'more' : 'none',
});

/** One sentence each: to refuse, not to answer, not to come. */
export const consequenceLines = ({ t }: Translator, consequences: OfferConsequences): string[] =>
  OFFER_EVENTS.map((event) => t(`offerConsequence.${event}`, weighed(consequences[event])));

/** To give up what was accepted: grids count it as a refusal. */
export const givingUpLine = ({ t }: Translator, { declined }: OfferConsequences): string =>
  t('offerConsequence.given_up', weighed(declined));
