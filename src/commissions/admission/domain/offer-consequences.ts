import type { CandidateFacts } from './facts.js';
import type { CriteriaGrid } from './grid.js';
import { pointsOf } from './points.js';

/** What a grid may count against a family: an offer declined, an offer left unanswered, a child who never came. */
export const OFFER_EVENTS = ['declined', 'unanswered', 'no_show'] as const;
export type OfferEvent = (typeof OFFER_EVENTS)[number];

/** By event, the points gained or lost at later sessions. 0 when the grid does not count the event. */
export type OfferConsequences = Readonly<Record<OfferEvent, number>>;

const NUMBER_OF: Record<OfferEvent, string> = {
  declined: 'declined_offers',
  unanswered: 'unanswered_offers',
  no_show: 'no_shows',
};

/** The same facts, with the event counted once more. */
function after(facts: CandidateFacts, event: OfferEvent): CandidateFacts {
  const code = NUMBER_OF[event];
  const numbers = {
    ...facts.numbers,
    [code]: { value: (facts.numbers[code]?.value ?? 0) + 1, by: 'recorded' as const },
  };
  const answers =
    event === 'declined'
      ? { ...facts.answers, offer_refused: { value: true, by: 'recorded' as const } }
      : facts.answers;
  return { ...facts, numbers, answers };
}

/**
 * How many points a child would gain or lose under a grid by declining, not answering or never coming. The bands and
 * caps of the grid apply.
 */
export function offerConsequences(grid: CriteriaGrid, facts: CandidateFacts): OfferConsequences {
  const now = pointsOf(grid, facts).total;
  const change = (event: OfferEvent): number => pointsOf(grid, after(facts, event)).total - now;
  return { declined: change('declined'), unanswered: change('unanswered'), no_show: change('no_show') };
}
