import type { SqlPart } from '../../platform/database/index.js';
import { grantsFor, Permission, type Actor } from '../../platform/security/index.js';
import type { ChildRequest } from '../persistence/dossier.entities.js';
import { requestsWithin, type RequestScope } from '../persistence/request-scope.queries.js';
import { lifecycleActorsOf } from './lifecycle-actors.js';

/** Whether an actor may read a request. {@link readableRequests} is the same rule for lists. */
export function mayRead(actor: Actor, request: ChildRequest, wishedProviders: readonly string[]): boolean {
  if (actor.kind === 'system' || actor.kind === 'import' || actor.kind === 'session') return true;
  return lifecycleActorsOf(actor, request, wishedProviders).some((one) => one !== 'coordinator' && one !== 'client');
}

/** The same rule as a condition on `child_request` aliased `r`. */
export const readableRequests = (actor: Actor): SqlPart => requestsWithin(scopeOf(actor));

function scopeOf(actor: Actor): RequestScope {
  if (actor.kind === 'family') return { kind: 'dossier', dossierId: actor.dossierId };
  if (actor.kind === 'system') return { kind: 'all' };
  const grants = grantsFor(actor, Permission.ReadDossier);
  return {
    kind: 'desks',
    deskIds: grants.flatMap((grant) => grant.deskId ?? []),
    providerIds: grants.flatMap((grant) => (grant.role === 'eaje_director' ? (grant.establishmentId ?? []) : [])),
  };
}
