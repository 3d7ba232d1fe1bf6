import type { Id } from '../../../foundation/kernel/ids.js';
import type { Tx } from '../../../foundation/platform/database/index.js';

/**
 * Takes the oldest letters of a tray that nobody has printed into a batch.
 * @param deskId null for the letters to members of commissions
 * @returns how many were taken, at most `most`
 */
export async function takeLetters(
  tx: Tx,
  { batchId, deskId, most }: { batchId: Id; deskId: string | null; most: number },
): Promise<number> {
  const desk = deskId === null ? 'desk_id IS NULL' : 'desk_id = :deskId';
  const taken = await tx.write<{ id: Id }>(
    `UPDATE message SET state = 'printed', batch_id = :batchId
     WHERE id IN (SELECT id FROM message WHERE state = 'to_do' AND channel = 'letter' AND ${desk}
     ORDER BY created_at, id LIMIT ${Math.trunc(most)})
       AND state = 'to_do' RETURNING id`,
    { batchId, ...(deskId === null ? {} : { deskId }) },
  );
  return taken.length;
}
