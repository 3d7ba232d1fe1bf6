import { grantsFor, Permission, type Actor } from '../../platform/security/index.js';
import { listOf, type SqlParameters } from '../../platform/database/index.js';
import { lifecycleActorsOf } from './lifecycle-actors.js';
import type { ChildRequest } from '../persistence/dossier.entities.js';

/** The requests an actor may read: one rule, as a yes/no for one request and as a filter for a list. */
export function mayRead(actor: Actor, request: ChildRequest, wishedProviders: readonly string[]): boolean {
  if (actor.kind === 'system' || actor.kind === 'import' || actor.kind === 'session') return true;
  return lifecycleActorsOf(actor, request, wishedProviders).some((one) => one !== 'coordinator' && one !== 'client');
}

/** The same rule as a condition on `child_request` aliased `r`; `1 = 0` for who may read none. */
export function readableRequests(actor: Actor): { sql: string; parameters: SqlParameters } {
  if (actor.kind === 'family')
    return { sql: 'r.dossier_id = :scopeDossier', parameters: { scopeDossier: actor.dossierId } };
  if (actor.kind === 'system') return { sql: '1 = 1', parameters: {} };
  const grants = grantsFor(actor, Permission.ReadDossier);
  const desks = listOf(
    'scopeDesk',
    grants.flatMap((grant) => grant.deskId ?? []),
  );
  const providers = listOf(
    'scopeProvider',
    grants.flatMap((grant) => (grant.role === 'eaje_director' ? (grant.establishmentId ?? []) : [])),
  );
  const conditions = [
    `r.desk_id IN (${desks.sql})`,
    `EXISTS (SELECT 1 FROM wish w WHERE w.request_id = r.id AND w.provider_id IN (${providers.sql}))`,
  ];
  if (grants.length === 0) return { sql: '1 = 0', parameters: {} };
  return { sql: `(${conditions.join(' OR ')})`, parameters: { ...desks.parameters, ...providers.parameters } };
}
