import { triagesRequest, type DecidedRequest } from '../../dossier/dossier/index.js';
import { grantsFor, Permission, type Actor } from '../../foundation/platform/security/index.js';

/** Whether an actor holds the cellule: a coordinator of the whole territory. It sees no name. */
export const mayHoldCellule = (actor: Actor): boolean =>
  grantsFor(actor, Permission.HoldCellule).some(({ bodyId }) => bodyId === undefined);

/** Whether an actor may see whose case it is, for a reason that is kept. */
export const mayUnmaskFamily = (actor: Actor): boolean =>
  mayHoldCellule(actor) && grantsFor(actor, Permission.UnmaskCase).length > 0;

/** Whether an actor does what was decided: an agent of the desk of the request. */
export const mayFollowDecision = (actor: Actor, request: DecidedRequest): boolean => triagesRequest(actor, request);

/** Whether an actor says what became of a decision: who does it, and who decided it. */
export const maySayOutcome = (actor: Actor, request: DecidedRequest): boolean =>
  mayHoldCellule(actor) || mayFollowDecision(actor, request);
