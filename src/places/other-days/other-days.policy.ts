import { triagesRequest, type ChildRequest } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { mayDeclarePlaces } from '../../offer/supply/index.js';

/** Whether an actor asks for other days: the family of the child, or an agent of its desk who notes what it says. */
export const mayAskDays = (actor: Actor, request: Pick<ChildRequest, 'deskId' | 'dossierId'>): boolean =>
  (actor.kind === 'family' && actor.dossierId === request.dossierId) || triagesRequest(actor, request);

/** Whether an actor says that they cannot be given: the director of the establishment where the child has its place. */
export const mayDeclineDays = (actor: Actor, providerId: Id): boolean => mayDeclarePlaces(actor, providerId);
