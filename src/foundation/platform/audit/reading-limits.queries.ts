import type { Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/time.js';
import type { Reader, SqlParameters, Tx } from '../database/index.js';
import type { ReadingAccount } from './reading-count.entity.js';
import type { KeptWindows, ReadingWindow } from './reading-windows.js';

type HeldReader = Pick<ReadingAccount, 'windows' | 'unanswered' | 'toldAt'>;

/** How many marks one statement writes: three parameters each, and SQLite takes 32 766. */
const MARKS_AT_ONCE = 500;

/**
 * Holds the row of an account until the unit ends, so that its readings are counted one after the other.
 * @returns what is kept of the account
 */
export async function holdReader(tx: Tx, accountId: Id, now: Instant): Promise<HeldReader> {
  const [row] = await tx.write<{ windows: string; unanswered: number; toldAt: Instant | null }>(
    `INSERT INTO reading_account (account_id, at, windows, unanswered) VALUES (:accountId, :now, '{}', 0)
     ON CONFLICT (account_id) DO UPDATE SET at = excluded.at RETURNING windows, unanswered, told_at AS "toldAt"`,
    { accountId, now },
  );
  const { windows, unanswered, toldAt } = row!;
  return { windows: JSON.parse(windows) as KeptWindows, unanswered, toldAt };
}

/**
 * Marks families as read, with one statement for a page.
 * @param keys each once
 * @returns how many of them did not count since `ended`
 */
export async function markFamilies(
  tx: Tx,
  { reader, keys, now, ended }: { reader: string; keys: readonly string[]; now: Instant; ended: Instant },
): Promise<number> {
  let fresh = 0;
  for (let start = 0; start < keys.length; start += MARKS_AT_ONCE) {
    const some = keys.slice(start, start + MARKS_AT_ONCE);
    const parameters: SqlParameters = { reader, now, ended };
    for (const [index, key] of some.entries()) parameters[`key${index}`] = key;
    const rows = await tx.write(
      `INSERT INTO reading_mark (key, reader, at) VALUES ${some.map((_, index) => `(:key${index}, :reader, :now)`).join(', ')}
       ON CONFLICT (key) DO UPDATE SET at = excluded.at WHERE reading_mark.at <= :ended RETURNING key`,
      parameters,
    );
    fresh += rows.length;
  }
  return fresh;
}

/** How many families count in each window, those that were just marked included. */
export async function countFamilies(
  from: Reader,
  reader: string,
  starts: Readonly<Record<ReadingWindow, Instant>>,
): Promise<Record<ReadingWindow, number>> {
  const [row] = await from.sql<{ hour: number; day: number }>(
    `SELECT COALESCE(SUM(CASE WHEN at > :hour THEN 1 ELSE 0 END), 0) AS "hour", COUNT(*) AS "day"
     FROM reading_mark WHERE reader = :reader AND at > :day`,
    { reader, ...starts },
  );
  return { hour: Number(row!.hour), day: Number(row!.day) };
}

/** Counts one more of what happens within an hour, without a limit. @returns the count */
export async function countOneMore(tx: Tx, key: string, now: Instant): Promise<number> {
  const [row] = await tx.write<{ count: number }>(
    `INSERT INTO hourly_count (key, at, count) VALUES (:key, :now, 1)
     ON CONFLICT (key) DO UPDATE SET count = hourly_count.count + 1 RETURNING count`,
    { key, now },
  );
  return Number(row!.count);
}

export async function forgetCounts(tx: Tx, limit: Instant): Promise<void> {
  await tx.write('DELETE FROM reading_mark WHERE at < :limit RETURNING key', { limit });
  await tx.write('DELETE FROM reading_account WHERE at < :limit RETURNING account_id', { limit });
  await tx.write('DELETE FROM hourly_count WHERE at < :limit RETURNING key', { limit });
}
