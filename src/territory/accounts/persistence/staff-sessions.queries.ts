import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';

/** How many sessions end after `now`. @param most the count stops there */
export async function countOpenSessions(from: Reader | Tx, now: Instant, most: number): Promise<number> {
  const [row] = await from.sql<{ n: number | string }>(
    `SELECT COUNT(*) AS n FROM (SELECT 1 FROM staff_session WHERE expires_at > :now LIMIT ${Math.trunc(most)}) counted`,
    { now },
  );
  return Number(row!.n);
}

/** How many open sessions each account has. An account without any is not in the map. */
export async function countOpenSessionsByAccount(from: Reader | Tx, now: Instant): Promise<Map<Id, number>> {
  const rows = await from.sql<{ id: Id; n: number | string }>(
    'SELECT account_id AS id, COUNT(*) AS n FROM staff_session WHERE expires_at > :now GROUP BY account_id',
    { now },
  );
  return new Map(rows.map(({ id, n }) => [id, Number(n)]));
}

/**
 * Deletes the oldest sessions of an account. The newest one and the latest open ones beside it stay.
 * @param newest hash of the newest session's secret
 * @param most how many sessions stay, the newest one included
 * @returns the moments at which the deleted sessions would have ended
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

/** Deletes the searched names from all sessions. */
export async function emptySearches(tx: Tx): Promise<void> {
  await tx.write('UPDATE staff_session SET searches = NULL WHERE searches IS NOT NULL RETURNING account_id');
}

/** Notes that a session is used. */
export async function noteUse(tx: Tx, tokenHash: string, now: Instant): Promise<void> {
  await tx.write(
    'UPDATE staff_session SET last_used_at = :now WHERE token_hash = :tokenHash AND last_used_at < :now RETURNING account_id',
    { tokenHash, now },
  );
}

/** Notes that the person gave a code in a session. */
export async function noteProof(tx: Tx, tokenHash: string, now: Instant): Promise<void> {
  await tx.write('UPDATE staff_session SET proved_at = :now WHERE token_hash = :tokenHash RETURNING account_id', {
    tokenHash,
    now,
  });
}
