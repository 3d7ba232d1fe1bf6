import type { Instant } from '../../kernel/time.js';
import type { Tx } from '../database/index.js';

/**
 * Counts one more reading while the count is below its limit: the first one, or the second one once it was confirmed.
 * @returns false when the limit is reached, and nothing is counted
 */
export async function countReading(
  tx: Tx,
  { key, now, confirmed, stopped }: { key: string; now: Instant; confirmed: number; stopped: number },
): Promise<boolean> {
  const rows = await tx.write(
    `INSERT INTO reading_count (key, at, count) VALUES (:key, :now, 1)
     ON CONFLICT (key) DO UPDATE SET count = reading_count.count + 1
     WHERE reading_count.count < 
       CASE WHEN reading_count.confirmed_at IS NULL THEN CAST(:confirmed AS integer) ELSE CAST(:stopped AS integer) END
     RETURNING count`,
    // A first limit above the second one never asks.
    { key, now, confirmed: Math.min(confirmed, stopped), stopped },
  );
  return rows.length > 0;
}

/** Counts one more, without a limit. @returns the count */
export async function countOneMore(tx: Tx, key: string, now: Instant): Promise<number> {
  const [row] = await tx.write<{ count: number }>(
    `INSERT INTO reading_count (key, at, count) VALUES (:key, :now, 1)
     ON CONFLICT (key) DO UPDATE SET count = reading_count.count + 1 RETURNING count`,
    { key, now },
  );
  return Number(row!.count);
}

/** Says that the person confirmed, where the first limit is reached. */
export async function confirmWindow(
  tx: Tx,
  { key, confirmed, now }: { key: string; confirmed: number; now: Instant },
): Promise<void> {
  await tx.write(
    `UPDATE reading_count SET confirmed_at = :now WHERE key = :key AND confirmed_at IS NULL AND count >= :confirmed
     RETURNING key`,
    { key, now, confirmed },
  );
}

/** @returns whether the window was not stopped before */
export async function stopWindow(tx: Tx, key: string, now: Instant): Promise<boolean> {
  const rows = await tx.write(
    'UPDATE reading_count SET stopped_at = :now WHERE key = :key AND stopped_at IS NULL RETURNING key',
    { key, now },
  );
  return rows.length > 0;
}

export async function forgetCounts(tx: Tx, limit: Instant): Promise<void> {
  await tx.write('DELETE FROM reading_mark WHERE at < :limit RETURNING key', { limit });
  await tx.write('DELETE FROM reading_count WHERE at < :limit RETURNING key', { limit });
}
