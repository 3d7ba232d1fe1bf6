import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import type { Tx } from '../../../foundation/platform/database/index.js';

/** Deletes the acts prepared before a moment, with their rows. What they did stays in the history of each request. */
export async function deleteBulkActsBefore(tx: Tx, limit: Instant): Promise<void> {
  await tx.write(
    'DELETE FROM bulk_act_row WHERE bulk_act_id IN (SELECT id FROM bulk_act WHERE at < :limit) RETURNING id',
    { limit },
  );
  await tx.write('DELETE FROM bulk_act WHERE at < :limit RETURNING id', { limit });
}

/** Forgets whose turn it was: a family that is erased leaves no row. */
export async function deleteBulkRowsOf(tx: Tx, requestIds: readonly Id[]): Promise<void> {
  for (const requestId of requestIds)
    await tx.write('DELETE FROM bulk_act_row WHERE request_id = :requestId RETURNING id', { requestId });
}
