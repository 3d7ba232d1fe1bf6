import type { SqlPart, Tx } from '../../../foundation/platform/database/index.js';

/** Empties the lines written anew of lists whose file is erased. @param owners ids of the lists that have their file */
export async function emptyMinderListsWithoutFile(tx: Tx, owners: SqlPart): Promise<number> {
  const emptied = await tx.write(
    `UPDATE minder_list SET mended = NULL WHERE mended IS NOT NULL AND id NOT IN (${owners.sql}) RETURNING id`,
    owners.parameters,
  );
  return emptied.length;
}
