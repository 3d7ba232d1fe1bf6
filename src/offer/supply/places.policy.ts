import type { Id } from '../../foundation/kernel/ids.js';
import { grantsFor, Permission, type Actor, type Grant } from '../../foundation/platform/security/index.js';

/** The establishments whose places an actor declares: a director's own, and nobody else's (domain.md §2). */
export const establishmentsDeclaredBy = (actor: Actor): Id[] =>
  grantsFor(actor, Permission.DeclarePlaces).flatMap(({ establishmentId }) => establishmentId ?? []);

/** Whether an actor says which places an establishment has, when it closes and how its children move (domain.md §6). */
export const mayDeclarePlaces = (actor: Actor, providerId: Id): boolean =>
  establishmentsDeclaredBy(actor).includes(providerId);

/** Whether a role makes its holder the director of an establishment, who is told what happens to its places. */
export const directsEstablishment = ({ role, establishmentId }: Grant, providerId: Id): boolean =>
  role === 'eaje_director' && establishmentId === providerId;
