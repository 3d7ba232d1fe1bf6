import type { Id } from '../../foundation/kernel/ids.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { mayDeclarePlaces } from '../../offer/supply/index.js';
import type { Solution } from './persistence/placement.entities.js';

/**
 * Whether an actor changes the placements of an establishment: its director (domain.md §2). Jobs and the closing of a
 * session were authorised before.
 */
export const mayChangePlacementsOf = (actor: Actor, providerId: Id): boolean =>
  actor.kind === 'system' || actor.kind === 'session' || mayDeclarePlaces(actor, providerId);

/** Whether an actor is the family that a place is offered or given to, which alone answers for it (domain.md §9). */
export const isFamilyOf = (actor: Actor, { dossierId }: { readonly dossierId: Id }): boolean =>
  actor.kind === 'family' && actor.dossierId === dossierId;

/**
 * Whether the actor told of this solution itself and it goes on. What a desk noted is corrected by the desk, and a place is
 * given up.
 */
export const wasToldBy = (
  actor: Actor,
  { kind, recordedBy, endedAt }: Pick<Solution, 'kind' | 'recordedBy' | 'endedAt'>,
): boolean => kind !== 'place' && endedAt === null && recordedBy === actorRef(actor);
