import type { Id } from '../../../foundation/kernel/ids.js';
import type { SqlPart } from '../../../foundation/platform/database/index.js';
import { desksOf, grantsFor, Permission, type Actor, type Grant } from '../../../foundation/platform/security/index.js';
import type { DossierForm } from '../domain/dossier-form.js';
import type { LifecycleActor } from '../domain/request-lifecycle.js';
import { requestsWithin, type RequestScope } from '../persistence/request-scope.queries.js';

type Consents = DossierForm['consents'];

/** What decides on a request: whose family it is, and which desk triages it. */
export interface DecidedRequest {
  readonly dossierId: Id;
  readonly deskId: string;
}

/**
 * As whom an actor acts on a request (domain.md §5); empty when the request does not concern the actor. A director acts
 * on those that wish for its establishment.
 */
export function actsOnRequestAs(actor: Actor, request: DecidedRequest, wished: readonly Id[]): LifecycleActor[] {
  switch (actor.kind) {
    case 'family':
      return actor.dossierId === request.dossierId ? ['parent'] : [];
    case 'staff':
      return actor.grants.flatMap((grant): LifecycleActor[] => {
        if (grant.role === 'rpe_agent') return triagesForDesk(grant, request.deskId) ? ['first_desk'] : [];
        if (grant.role === 'eaje_director')
          return wished.includes(grant.establishmentId ?? '') ? ['eaje_director'] : [];
        return grant.role === 'coordinator' ? ['coordinator'] : [];
      });
    case 'session':
      return ['session'];
    case 'childminder':
    case 'expert':
    case 'partner':
    case 'mail_provider':
      return [];
    case 'import':
    case 'client':
    case 'system':
      return [actor.kind];
  }
}

/** Whether an actor may read a request (domain.md §2). {@link readableRequests} is the same rule for lists. */
export function mayReadRequest(actor: Actor, request: DecidedRequest, wished: readonly Id[]): boolean {
  if (actor.kind === 'system' || actor.kind === 'import' || actor.kind === 'session') return true;
  return actsOnRequestAs(actor, request, wished).some((kind) => kind !== 'coordinator' && kind !== 'client');
}

/**
 * Whether the nurseries of a family's wishes read how to reach it: once it has agreed. A family that was never asked has
 * not agreed (docs/decisions/0054). Its desk reaches it, and asks.
 */
export const sharesContactsWithNurseries = ({ shareWithProviders }: Pick<Consents, 'shareWithProviders'>): boolean =>
  shareWithProviders === true;

/** The requests that an actor may read, as a condition on `child_request` aliased `r`. */
export const readableRequests = (actor: Actor): SqlPart => requestsWithin(scopeOf(actor));

/** The requests that somebody with these roles may read: {@link readableRequests}. */
export const readableByRoles = (grants: readonly Grant[]): SqlPart =>
  readableRequests({ kind: 'staff', accountId: '', name: '', grants });

/** Whether an actor is an agent of the first desk of a request, which triages it (domain.md §2). */
export const triagesRequest = (actor: Actor, request: DecidedRequest): boolean =>
  actsOnRequestAs(actor, request, []).includes('first_desk');

/** The desks whose requests an actor triages, for lists: {@link triagesRequest}. */
export const desksTriagedBy = (actor: Actor): string[] => desksOf(actor);

/** Whether an actor moves a request when its answers change: its family, or its desk. Others have it moved for them. */
export const mayAmendRequest = (actor: Actor, request: DecidedRequest): boolean =>
  triagesRequest(actor, request) || actsOnRequestAs(actor, request, []).includes('parent');

/** Whether a role makes its holder an agent of a desk, who is told what happens to its families. */
export const triagesForDesk = ({ role, deskId: own }: Grant, deskId: string): boolean =>
  role === 'rpe_agent' && own === deskId;

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
