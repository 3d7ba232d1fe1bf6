import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { listOf, type Reader, type Tx } from '../../../foundation/platform/database/index.js';

/** Birth dates, or the dates they are due, of the children of requests. */
export async function birthsOf(from: Reader | Tx, requestIds: readonly Id[]): Promise<Map<Id, Day>> {
  const ids = listOf('request', [...new Set(requestIds)]);
  const rows = await from.sql<{ id: Id; birth: Day | null }>(
    `SELECT id AS "id", COALESCE(birth_date, due_date) AS "birth" FROM child_request WHERE id IN (${ids.sql})`,
    ids.parameters,
  );
  return new Map(rows.flatMap(({ id, birth }) => (birth ? [[id, birth] as const] : [])));
}
