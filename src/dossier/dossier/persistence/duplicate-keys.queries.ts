import type { Id } from '../../../foundation/kernel/ids.js';
import { listOf, type Reader, type Tx } from '../../../foundation/platform/database/index.js';

/** Locks these keys until the end of the unit. SQLite needs no lock, because it has one writer. */
export async function lockDuplicateKeys(tx: Tx, keys: readonly string[]): Promise<void> {
  if (tx.dialect !== 'postgres') return;
  await tx.sql(
    `SELECT pg_advisory_xact_lock(7111, h) FROM (
       SELECT DISTINCT hashtext(k) AS h FROM unnest(string_to_array(:keys, chr(10))) AS k ORDER BY 1
     ) AS in_order`,
    { keys: keys.join('\n') },
  );
}

/** The latest requests of each key, one range of the index per key. @param keys each with its own bound */
export async function listRequestsSharing(
  from: Reader | Tx,
  keys: readonly { readonly value: string; readonly most: number }[],
): Promise<Id[]> {
  const ranges = keys.map(
    ({ most }, index) => `SELECT * FROM (
      SELECT request_id FROM duplicate_key WHERE value = :key${index}
      ORDER BY request_id DESC LIMIT ${Math.trunc(most)}) AS range${index}`,
  );
  const values = listOf(
    'key',
    keys.map(({ value }) => value),
  );
  const rows = await from.sql<{ request_id: Id }>(ranges.join(' UNION '), values.parameters);
  return rows.map((row) => row.request_id);
}
