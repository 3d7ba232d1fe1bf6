import { findRequests, readableRequests, type ChildRequest } from '../../../dossier/dossier/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { listOf, type Reader } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';

/** Those of these requests that an actor may read. */
export async function readableOf(
  reader: Reader,
  actor: Actor,
  requestIds: readonly Id[],
): Promise<Map<Id, ChildRequest>> {
  const ids = listOf('request', [...new Set(requestIds)]);
  const scope = readableRequests(actor);
  const rows = await reader.sql<{ id: Id }>(
    `SELECT r.id AS "id" FROM child_request r WHERE ${scope.sql} AND r.id IN (${ids.sql})`,
    { ...scope.parameters, ...ids.parameters },
  );
  const requests = await findRequests(
    reader,
    rows.map(({ id }) => id),
  );
  return new Map(requests.map((request) => [request.id, request]));
}
