import type { Id } from '../../foundation/kernel/ids.js';
import { grantsFor, Permission, type Actor } from '../../foundation/platform/security/index.js';

/** An establishment, with the first desk of its commune. */
interface PlacedEstablishment {
  readonly id: Id;
  readonly deskId: string;
}

/** A coordinator looks after the whole territory; one of a single commission does not. */
const coordinates = (actor: Actor): boolean =>
  grantsFor(actor, Permission.HandleClosures).some(({ role, bodyId }) => role === 'coordinator' && !bodyId);

/** Whether an actor directs an establishment: it then knows the children who are there. */
export const directsClosed = (actor: Actor, providerId: Id): boolean =>
  grantsFor(actor, Permission.HandleClosures).some(
    ({ role, establishmentId }) => role === 'eaje_director' && establishmentId === providerId,
  );

/**
 * Whether an actor declares and leads the sudden closure of an establishment: its director, and the coordinator, who
 * takes over when the director cannot.
 */
export const mayLeadClosure = (actor: Actor, providerId: Id): boolean =>
  directsClosed(actor, providerId) || coordinates(actor);

/** Whether an actor follows a closure and notes what families say: who leads it, and the first desk there. */
export const mayFollowClosure = (actor: Actor, { id, deskId }: PlacedEstablishment): boolean =>
  mayLeadClosure(actor, id) || worksAtDesk(actor, deskId);

/**
 * Whether an actor reads the names of children whom their director entered without a dossier: the director, and the
 * first desk of that establishment, which calls their parents with it.
 */
export const mayNameEntered = (actor: Actor, { id, deskId }: PlacedEstablishment): boolean =>
  directsClosed(actor, id) || worksAtDesk(actor, deskId);

/** Whether an actor is an agent of a first desk, who knows the families of that desk. */
export const worksAtDesk = (actor: Actor, desk: string): boolean =>
  grantsFor(actor, Permission.HandleClosures).some(({ role, deskId }) => role === 'rpe_agent' && deskId === desk);

/**
 * Whether an actor answers for an establishment that is asked to lend seats: its director, and the coordinator, who notes
 * what a director said on the telephone.
 */
export const mayLend = (actor: Actor, providerId: Id): boolean => mayLeadClosure(actor, providerId);
