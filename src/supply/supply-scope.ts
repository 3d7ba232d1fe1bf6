import type { Id } from '../kernel/ids.js';
import { grantsFor, type Actor, type Permission } from '../platform/security/index.js';

/** The establishments for which a member of staff holds a permission: a director's own, and nobody else's. */
export const establishmentIdsOf = (actor: Actor, permission: Permission): Id[] =>
  grantsFor(actor, permission).flatMap((grant) =>
    grant.role === 'eaje_director' ? (grant.establishmentId ?? []) : [],
  );
