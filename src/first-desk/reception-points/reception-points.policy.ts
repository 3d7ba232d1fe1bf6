import { triagesRequest, worksAtPoint, type DecidedRequest } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { pointsOf, type Actor } from '../../foundation/platform/security/index.js';

/** The points whose deposits an actor follows, for lists: {@link mayFollowFiling}. */
export const pointsFollowedBy = (actor: Actor): Id[] => pointsOf(actor);

/** Whether an actor follows what a point filed, in short: who works there. Whoever typed it and left does not. */
export const mayFollowFiling = (
  actor: Actor,
  { pointId, requestId, hiddenAt }: { readonly pointId: Id; readonly requestId: Id | null; readonly hiddenAt: unknown },
): boolean => worksAtPoint(actor, pointId) && requestId !== null && hiddenAt === null;

/** Whether an actor reads who filed a request: an agent of its desk. */
export const mayReadFiler = (actor: Actor, request: DecidedRequest): boolean => triagesRequest(actor, request);

/** Whether an actor says that a point follows the family no more: the family itself. */
export const mayHideFromPoints = (actor: Actor, { dossierId }: { readonly dossierId: Id }): boolean =>
  actor.kind === 'family' && actor.dossierId === dossierId;
