import { desksTriagedBy } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { grantsFor, Permission, type Actor } from '../../foundation/platform/security/index.js';

/** The desks whose offers an actor reads, with the names of the children: those for which it triages. */
export const desksWhoseOffersAreReadBy = (actor: Actor): string[] => desksTriagedBy(actor);

/**
 * The account that reads the offers of the whole territory, without a name: of who coordinates every body. Null for
 * everybody else, a member and a chair included, who read the offers of their own sessions there.
 */
export const readsAllOffers = (actor: Actor): Id | null =>
  actor.kind === 'staff' &&
  grantsFor(actor, Permission.PlanSession).some(({ role, bodyId }) => role === 'coordinator' && bodyId === undefined)
    ? actor.accountId
    : null;
