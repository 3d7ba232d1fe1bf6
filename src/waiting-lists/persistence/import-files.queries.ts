import type { Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/time.js';
import { listOf, type Reader, type Tx } from '../../platform/database/index.js';

/** Until when the file of a batch is kept; null once it is gone. Its bytes are not read. */
export async function findFileEnd(from: Reader | Tx, batchId: Id): Promise<Instant | null> {
  const [content] = await from.sql<{ keptUntil: Instant }>(
    'SELECT kept_until AS "keptUntil" FROM import_content WHERE batch_id = :batchId',
    { batchId },
  );
  return content?.keptUntil ?? null;
}

/** Deletes the files whose time was over before `now`, unless their import is under way. @returns how many */
export async function deleteFilesBefore(tx: Tx, now: Instant): Promise<number> {
  const files = await tx.write<{ batch_id: Id }>(
    `DELETE FROM import_content WHERE kept_until < :now AND batch_id NOT IN (SELECT id FROM import_batch
      WHERE state = 'running') RETURNING batch_id`,
    { now },
  );
  return files.length;
}

/** Deletes the batches that were never imported and have no file any more. */
export async function deleteDraftsWithoutFile(tx: Tx): Promise<void> {
  await tx.write(
    `DELETE FROM import_batch WHERE state = 'draft' AND id NOT IN (SELECT batch_id FROM import_content) RETURNING id`,
  );
}

/** Deletes the file of a batch when one of the lines it holds is of a family that was erased. */
export async function deleteFileOfErased(tx: Tx, batchId: Id): Promise<void> {
  await tx.write(
    `DELETE FROM import_content WHERE batch_id = :batchId AND EXISTS (
       SELECT 1 FROM import_row r WHERE r.raw = '' AND r.request_id IS NOT NULL
         AND (r.batch_id = :batchId OR r.id IN (SELECT row_id FROM import_known_line WHERE batch_id = :batchId))
     ) RETURNING batch_id`,
    { batchId },
  );
}

/** Deletes the files that hold one of these lines, once nothing more is to be taken from them. */
export async function deleteFilesHolding(tx: Tx, rowIds: readonly Id[]): Promise<void> {
  const ids = listOf('row', rowIds);
  await tx.write(
    `DELETE FROM import_content WHERE batch_id IN (SELECT id FROM import_batch WHERE state = 'done') AND batch_id IN (
       SELECT batch_id FROM import_row WHERE id IN (${ids.sql}) UNION SELECT batch_id FROM import_known_line WHERE row_id IN (${ids.sql})
     ) RETURNING batch_id`,
    ids.parameters,
  );
}
