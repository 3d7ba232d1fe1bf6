import { OFFER_EVENTS, type OfferConsequences } from '../../../admission/index.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';

const weighed = (points: number): { points: number; way: string } => ({
  points: Math.abs(points),
  way: points < 0 ? 'less' : points > 0 ? 'more' : 'none',
});

/** One sentence for each consequence: of declining, of not answering, of never coming. */
export const consequenceLines = ({ t }: Translator, consequences: OfferConsequences): string[] =>
  OFFER_EVENTS.map((event) => t(`offerConsequence.${event}`, weighed(consequences[event])));

/** The consequence of giving up an accepted place, which grids count like declining. */
export const givingUpLine = ({ t }: Translator, { declined }: OfferConsequences): string =>
  t('offerConsequence.given_up', weighed(declined));

/** That an offer replaces others; nothing where it does not. @param providers the names of their establishments */
export const replacedLines = ({ t, list }: Translator, providers: readonly string[]): string[] =>
  providers.length === 0 ? [] : [t('offerConsequence.replaces', { providers: list([...providers]) })];
