import type { CandidateFacts } from './facts.js';
import type { CriteriaGrid } from './grid.js';
import { pointsOf } from './points.js';

/** What a family can do with a place other than come: what a grid counts of it. */
export const OFFER_EVENTS = ['declined', 'unanswered', 'no_show'] as const;
export type OfferEvent = (typeof OFFER_EVENTS)[number];

/** Points more or less at the sessions that follow, by event; 0: the grid counts nothing of it. */
export type OfferConsequences = Readonly<Record<OfferEvent, number>>;

const NUMBER_OF: Record<OfferEvent, string> = {
  declined: 'declined_offers',
  unanswered: 'unanswered_offers',
  no_show: 'no_shows',
};

/** The same facts, the event having happened once more. */
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
 * What refusing, not answering or never coming would change for one child under a grid: counted as the grid counts,
 * with its bands and caps.
 */
export function offerConsequences(grid: CriteriaGrid, facts: CandidateFacts): OfferConsequences {
  const now = pointsOf(grid, facts).total;
  const change = (event: OfferEvent): number => pointsOf(grid, after(facts, event)).total - now;
  return { declined: change('declined'), unanswered: change('unanswered'), no_show: change('no_show') };
}
