import { grantsFor, Permission, type Actor } from '../platform/security/index.js';

/** The desks an agent triages for: what their lists are filtered by. */
export const desksOf = (actor: Actor): string[] => grantsFor(actor, Permission.TriageRequests).flatMap((grant) => grant.deskId ?? []);
