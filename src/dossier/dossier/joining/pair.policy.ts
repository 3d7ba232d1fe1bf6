import { desksOf, type Actor } from '../../../foundation/platform/security/index.js';
import { triagesRequest, type DecidedRequest } from '../lifecycle/request.policy.js';

/** Whether an actor may see and judge a possible duplicate: its desk follows one request at least (domain.md §4). */
export const mayJudgePair = (actor: Actor, first: DecidedRequest, second: DecidedRequest): boolean =>
  triagesRequest(actor, first) || triagesRequest(actor, second);

/** The desks whose possible duplicates an actor sees in a list. */
export const desksWhosePairsAreSeenBy = (actor: Actor): string[] => desksOf(actor);
