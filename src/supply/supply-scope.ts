import type { Id } from '../kernel/ids.js';
import { grantsFor, type Actor, type Permission } from '../platform/security/index.js';

/** The establishments for which a member of staff has a permission. For a director, these are the director's own. */
export const establishmentIdsOf = (actor: Actor, permission: Permission): Id[] =>
  grantsFor(actor, permission).flatMap((grant) =>
    grant.role === 'eaje_director' ? (grant.establishmentId ?? []) : [],
  );
