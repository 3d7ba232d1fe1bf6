import type { SqlPart, Tx } from '../../../foundation/platform/database/index.js';

/**
 * Empties the lines written anew of lists whose file is erased. A list of which no child was ever entered is deleted
 * whole. @param owners ids of the lists that have their file
 */
export async function emptyListsWithoutFile(tx: Tx, owners: SqlPart): Promise<number> {
  const emptied = await tx.write(
    `UPDATE present_list SET mended = '{}' WHERE mended <> '{}' AND id NOT IN (${owners.sql}) RETURNING id`,
    owners.parameters,
  );
  await tx.write(
    `DELETE FROM present_list WHERE state = 'draft' AND id NOT IN (${owners.sql}) RETURNING id`,
    owners.parameters,
  );
  return emptied.length;
}
