import { grantsFor, type Actor } from './actor.js';
import { Permission } from './permission.js';

/** The desks an agent triages for: what its lists are filtered by. */
export const desksOf = (actor: Actor): string[] => [
  ...new Set(grantsFor(actor, Permission.TriageRequests).flatMap((grant) => grant.deskId ?? [])),
];
