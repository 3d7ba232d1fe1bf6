import { grantsFor, type Actor } from './actor.js';
import { Permission } from './permission.js';

/** The desks for which an agent triages. Its lists show only these. */
export const desksOf = (actor: Actor): string[] => [
  ...new Set(grantsFor(actor, Permission.TriageRequests).flatMap((grant) => grant.deskId ?? [])),
];

/** The points d'accueil at which somebody files dossiers. */
export const pointsOf = (actor: Actor): string[] => [
  ...new Set(grantsFor(actor, Permission.FileAtPoint).flatMap((grant) => grant.pointId ?? [])),
];

/** The one nursery for which somebody holds a permission; null for several, and for a role that is held for none. */
export function onlyEstablishmentOf(actor: Actor, permission: Permission): string | null {
  const [only, ...others] = new Set(grantsFor(actor, permission).flatMap((grant) => grant.establishmentId ?? []));
  return only !== undefined && others.length === 0 ? only : null;
}
