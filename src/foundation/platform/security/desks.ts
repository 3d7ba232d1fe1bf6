import { grantsFor, type Actor } from './actor.js';
import { Permission } from './permission.js';

/** The desks for which an agent triages. Its lists show only these. */
export const desksOf = (actor: Actor): string[] => [
  ...new Set(grantsFor(actor, Permission.TriageRequests).flatMap((grant) => grant.deskId ?? [])),
];
