import type { Id } from '../../../foundation/kernel/ids.js';
import { listOf, type SqlPart, type Tx } from '../../../foundation/platform/database/index.js';

/** Deletes the batches that were never imported and have no file any more. @param owners ids of those that have one */
export async function deleteDraftsWithoutFile(tx: Tx, owners: SqlPart): Promise<void> {
  await tx.write(
    `DELETE FROM import_batch WHERE state = 'draft' AND id NOT IN (${owners.sql}) RETURNING id`,
    owners.parameters,
  );
}

/** Whether the file of a batch has a line of a family that was erased. */
export async function holdsErased(tx: Tx, batchId: Id): Promise<boolean> {
  const [line] = await tx.sql(
    `SELECT 1 FROM import_row r WHERE r.raw = '' AND r.request_id IS NOT NULL
       AND (r.batch_id = :batchId OR r.id IN (SELECT row_id FROM import_known_line WHERE batch_id = :batchId)) LIMIT 1`,
    { batchId },
  );
  return line !== undefined;
}

/** The batches that are fully imported and whose file has one of these lines. */
export async function listDoneBatchesHolding(tx: Tx, rowIds: readonly Id[]): Promise<Id[]> {
  const ids = listOf('row', rowIds);
  const batches = await tx.sql<{ id: Id }>(
    `SELECT id FROM import_batch WHERE state = 'done' AND id IN (
       SELECT batch_id FROM import_row WHERE id IN (${ids.sql}) UNION SELECT batch_id FROM import_known_line WHERE row_id IN (${ids.sql})
     )`,
    ids.parameters,
  );
  return batches.map(({ id }) => id);
}
