import type { Instant } from '../../../foundation/kernel/time.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';

/** How many sessions of families end after a moment. @param most counting stops there */
export async function countOpenFamilySessions(from: Reader | Tx, now: Instant, most: number): Promise<number> {
  const [row] = await from.sql<{ n: number | string }>(
    `SELECT COUNT(*) AS n FROM (SELECT 1 FROM family_session WHERE expires_at > :now LIMIT ${Math.trunc(most)}) counted`,
    { now },
  );
  return Number(row!.n);
}

/** Deletes the sessions of families that ended before `limit`. */
export async function deleteFamilySessionsBefore(tx: Tx, limit: Instant): Promise<void> {
  await tx.write('DELETE FROM family_session WHERE expires_at < :limit RETURNING id', { limit });
}
