import type { Id } from '../../../foundation/kernel/ids.js';
import { listOf, type Reader } from '../../../foundation/platform/database/index.js';

/** The requests of desks about which a question is open. @param most the most of them */
export async function findAskedRequests(from: Reader, deskIds: readonly string[], most: number): Promise<Id[]> {
  const desks = listOf('desk', deskIds);
  const rows = await from.sql<{ id: Id }>(
    `SELECT DISTINCT r.id AS "id" FROM desk_question q CROSS JOIN child_request r
     WHERE q.answered_at IS NULL AND r.id = q.request_id AND r.desk_id IN (${desks.sql}) ORDER BY r.id LIMIT ${Math.trunc(most)}`,
    desks.parameters,
  );
  return rows.map(({ id }) => id);
}
