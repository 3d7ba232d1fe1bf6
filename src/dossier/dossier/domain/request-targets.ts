import type { RequestFacts } from './request-guards.js';
import { OPEN_STATES, type RequestState } from './request-states.js';

/**
 * Where a request goes when its place is given up, or its child never came. Another solution, or a search that was
 * going on, continues.
 */
export const withoutPlace = (
  { partLeft }: RequestFacts,
  choice: string | undefined,
  from: RequestState,
): RequestState => {
  if (choice === 'withdraw') return partLeft ? 'placed' : 'withdrawn';
  if (from !== 'placed' && from !== 'partly_placed') return from;
  return partLeft ? 'partly_placed' : 'waiting_list';
};

/** Where a request goes when an offer ends without a place: what it has already goes on. */
export const withoutOffer = ({ partLeft }: RequestFacts): RequestState => (partLeft ? 'partly_placed' : 'waiting_list');

export const coveredOrPart = (facts: RequestFacts): RequestState => (facts.needCovered ? 'placed' : 'partly_placed');

/** States in which something that the desk or the family noted may answer a request. */
export const MAY_HAVE_SOLUTION = [
  ...OPEN_STATES,
  'placed',
  'solved_elsewhere',
] as const satisfies readonly RequestState[];
export const isPlaced = (state: RequestState): boolean => state === 'placed' || state === 'partly_placed';

/**
 * Where a request goes when a solution ends that is no place of a nursery. What is left goes on, and so does a search
 * that was going on. Otherwise the family looks again, or needs nothing more (`stop`). A last day that was known from
 * the start (`planned`) ends what had no search beside it, as for a place.
 */
export const withoutSolution = (facts: RequestFacts, choice: string | undefined, from: RequestState): RequestState => {
  if (!isPlaced(from) && from !== 'solved_elsewhere') return from;
  if (facts.partLeft) return from === 'solved_elsewhere' ? from : coveredOrPart(facts);
  const needsNone = choice === 'stop' || (choice === 'planned' && from !== 'partly_placed');
  return needsNone ? 'ended' : 'waiting_list';
};

/** The states to which a family goes back that takes back what it said it had found. */
export const LOOKING = [
  'submitted',
  'in_triage',
  'incomplete',
  'oriented',
  'before_commission',
  'waiting_list',
] as const satisfies readonly RequestState[];

/**
 * Where a request goes whose family takes back what it said it had found. What else it has goes on, and so does an act
 * that began meanwhile (a session, an offer). Otherwise the request is where it was before: `choice`.
 */
export const asBefore = (facts: RequestFacts, choice: string | undefined, from: RequestState): RequestState => {
  if (from === 'placed') return coveredOrPart(facts);
  if (from !== 'partly_placed' && from !== 'solved_elsewhere') return from;
  if (facts.partLeft) return 'partly_placed';
  return LOOKING.find((state) => state === choice) ?? 'waiting_list';
};
