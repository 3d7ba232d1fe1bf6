import { triagesRequest, type ChildRequest, type Wish } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { mayDeclarePlaces } from '../../offer/supply/index.js';

/** Whether an actor proposes fewer days for an establishment: its director, to a family that wishes for it. */
export const mayProposeWeek = (actor: Actor, providerId: Id, wishes: readonly Pick<Wish, 'providerId'>[]): boolean =>
  mayDeclarePlaces(actor, providerId) && wishes.some((wish) => wish.providerId === providerId);

/** Whether an actor notes what a family answers: an agent of the request's own desk. */
export const mayNoteWeek = (actor: Actor, request: Pick<ChildRequest, 'deskId' | 'dossierId'>): boolean =>
  triagesRequest(actor, request);

/** Whether an actor answers for itself: the family of the request. */
export const answersWeek = (actor: Actor, { dossierId }: Pick<ChildRequest, 'dossierId'>): boolean =>
  actor.kind === 'family' && actor.dossierId === dossierId;
