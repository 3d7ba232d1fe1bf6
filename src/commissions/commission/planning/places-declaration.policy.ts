import type { Id } from '../../../foundation/kernel/ids.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { mayDeclarePlaces } from '../../../offer/supply/index.js';
import { mayRunFor } from '../bodies/body.policy.js';
import type { Body } from '../persistence/commission.entities.js';

/**
 * Whether an actor declares the places of an establishment before a session of its body (domain.md §8): its director, or
 * who runs the session, on the director's behalf.
 */
export const mayDeclareForSession = (
  actor: Actor,
  { id, establishmentIds }: Pick<Body, 'id' | 'establishmentIds'>,
  providerId: Id,
): boolean => establishmentIds.includes(providerId) && (mayDeclarePlaces(actor, providerId) || mayRunFor(actor, id));
