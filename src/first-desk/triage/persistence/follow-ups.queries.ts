import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { listOf, type Reader, type Tx } from '../../../foundation/platform/database/index.js';

export async function deleteFollowUpsOf(tx: Tx, requestIds: readonly Id[]): Promise<void> {
  const ids = listOf('id', requestIds);
  await tx.write(`DELETE FROM follow_up WHERE request_id IN (${ids.sql}) RETURNING request_id`, ids.parameters);
}

/**
 * Requests whose desk is to ring, and those whose family was to confirm or complete before a day; in order of their ids,
 * a slice at a time.
 * @param slice.after '' for the first slice
 */
export async function listSilentRequests(
  from: Reader | Tx,
  today: Day,
  slice: { after: Id | ''; most: number },
): Promise<Id[]> {
  const rows = await from.sql<{ id: Id }>(
    `SELECT id FROM child_request
     WHERE id > :after AND state IN ('incomplete', 'oriented', 'waiting_list') AND joined_into_id IS NULL
       AND (next_act = 'ring' OR (next_act IN ('confirm', 'complete') AND next_act_owner = 'family' AND next_act_due < :today))
     ORDER BY id LIMIT ${Math.trunc(slice.most)}`,
    { after: slice.after, today },
  );
  return rows.map(({ id }) => id);
}
