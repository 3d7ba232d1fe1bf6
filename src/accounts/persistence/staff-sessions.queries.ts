import type { Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/time.js';
import type { Reader, Tx } from '../../platform/database/index.js';

/** How many sessions end after a moment. @param most counting stops there */
export async function countOpenSessions(from: Reader | Tx, now: Instant, most: number): Promise<number> {
  const [row] = await from.sql<{ n: number | string }>(
    `SELECT COUNT(*) AS n FROM (SELECT 1 FROM staff_session WHERE expires_at > :now LIMIT ${Math.trunc(most)}) counted`,
    { now },
  );
  return Number(row!.n);
}

/** As {@link countOpenSessions}, of each account; one that has none is not there. */
export async function countOpenSessionsByAccount(from: Reader | Tx, now: Instant): Promise<Map<Id, number>> {
  const rows = await from.sql<{ id: Id; n: number | string }>(
    'SELECT account_id AS id, COUNT(*) AS n FROM staff_session WHERE expires_at > :now GROUP BY account_id',
    { now },
  );
  return new Map(rows.map(({ id, n }) => [id, Number(n)]));
}

/**
 * Deletes the sessions of an account but its newest and the latest open ones beside it.
 * @param newest hash of the newest session's secret
 * @param most sessions left, the newest among them
 * @returns when those that were deleted would have ended
 */
export async function deleteOldestSessions(
  tx: Tx,
  { accountId, newest, most, now }: { accountId: Id; newest: string; most: number; now: Instant },
): Promise<Instant[]> {
  const rows = await tx.write<{ expires_at: Instant }>(
    `DELETE FROM staff_session WHERE account_id = :accountId AND token_hash <> :newest AND token_hash NOT IN (
       SELECT token_hash FROM staff_session WHERE account_id = :accountId AND token_hash <> :newest AND expires_at > :now
       ORDER BY created_at DESC, token_hash LIMIT ${Math.trunc(most) - 1})
     RETURNING expires_at`,
    { accountId, newest, now },
  );
  return rows.map(({ expires_at: endsAt }) => endsAt);
}

/** Deletes the sessions that ended before `limit`. */
export async function deleteSessionsBefore(tx: Tx, limit: Instant): Promise<void> {
  await tx.write('DELETE FROM staff_session WHERE expires_at < :limit RETURNING account_id', { limit });
}

/** Empties what every session keeps of whom its desk looked for. */
export async function emptySearches(tx: Tx): Promise<void> {
  await tx.write('UPDATE staff_session SET searches = NULL WHERE searches IS NOT NULL RETURNING account_id');
}
