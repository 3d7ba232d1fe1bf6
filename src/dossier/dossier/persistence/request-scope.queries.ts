import type { Id } from '../../../foundation/kernel/ids.js';
import { listOf, type SqlPart } from '../../../foundation/platform/database/index.js';

/**
 * The requests that an actor may read: all, those of one dossier, or those of certain desks or with a wish for certain
 * providers.
 */
export type RequestScope =
  | { readonly kind: 'all' }
  /** The dossier is null for a family that has none yet. */
  | { readonly kind: 'dossier'; readonly dossierId: Id | null }
  | { readonly kind: 'desks'; readonly deskIds: readonly string[]; readonly providerIds: readonly Id[] };

/** The scope as a condition on `child_request` aliased `r`. A scope without any request gives `1 = 0`. */
export function requestsWithin(scope: RequestScope): SqlPart {
  if (scope.kind === 'all') return { sql: '1 = 1', parameters: {} };
  if (scope.kind === 'dossier')
    return { sql: 'r.dossier_id = :scopeDossier', parameters: { scopeDossier: scope.dossierId } };
  if (scope.deskIds.length + scope.providerIds.length === 0) return { sql: '1 = 0', parameters: {} };
  const desks = listOf('scopeDesk', scope.deskIds);
  const providers = listOf('scopeProvider', scope.providerIds);
  return {
    sql: `(r.desk_id IN (${desks.sql}) OR EXISTS (SELECT 1 FROM wish w WHERE w.request_id = r.id AND w.provider_id IN (${providers.sql})))`,
    parameters: { ...desks.parameters, ...providers.parameters },
  };
}
