import type { Id } from '../../../foundation/kernel/ids.js';
import { listOf, type Reader, type Tx, type SqlPart } from '../../../foundation/platform/database/index.js';

/** How many requests in these states wish for a provider. */
export async function countWishing(from: Reader | Tx, providerId: Id, states: readonly string[]): Promise<number> {
  const list = listOf('state', states);
  const [row] = await from.sql<{ count: number }>(
    `SELECT COUNT(DISTINCT w.request_id) AS count FROM wish w JOIN child_request r ON r.id = w.request_id
     WHERE w.provider_id = :providerId AND r.state IN (${list.sql})`,
    { providerId, ...list.parameters },
  );
  return Number(row!.count);
}

/** How many families have a request in these states, at one of the desks or living in one of the communes. */
export async function countFamiliesOf(
  from: Reader | Tx,
  { deskIds, communeCodes }: { readonly deskIds: readonly string[]; readonly communeCodes: readonly string[] },
  states: readonly string[],
): Promise<number> {
  const [inStates, desks, communes] = [
    listOf('state', states),
    listOf('desk', deskIds),
    listOf('commune', communeCodes),
  ];
  const [row] = await from.sql<{ count: number }>(
    `SELECT COUNT(DISTINCT dossier_id) AS count FROM child_request
     WHERE (desk_id IN (${desks.sql}) OR commune_code IN (${communes.sql})) AND state IN (${inStates.sql})`,
    { ...inStates.parameters, ...desks.parameters, ...communes.parameters },
  );
  return Number(row!.count);
}

/** How many families have a request in these states within a scope, a condition on `child_request` aliased `r`. */
export async function countFamiliesWithin(
  from: Reader | Tx,
  scope: SqlPart,
  states: readonly string[],
): Promise<number> {
  const inStates = listOf('state', states);
  const [row] = await from.sql<{ count: number }>(
    `SELECT COUNT(DISTINCT r.dossier_id) AS count FROM child_request r WHERE ${scope.sql} AND r.state IN (${inStates.sql})`,
    { ...scope.parameters, ...inStates.parameters },
  );
  return Number(row!.count);
}
