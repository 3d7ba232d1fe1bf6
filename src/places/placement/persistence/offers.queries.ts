import type { Instant } from '../../../foundation/kernel/time.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';

export interface OpenOffers {
  /**
   * Offers past their effective deadline whose reminder was handed over: only these can no longer be answered
   * (domain.md §9).
   */
  readonly past: number;
  /** Offers whose deadline lies between the two moments. */
  readonly soon: number;
  readonly later: number;
}

/**
 * Counts the offers that nobody has answered, by their effective deadline. The statement follows the index
 * `offer_deadline`.
 * @param most the largest number of offers to count; those with the nearest deadline are counted first
 */
export async function countOpenOffers(
  from: Reader | Tx,
  { now, soon }: { now: Instant; soon: Instant },
  most: number,
): Promise<OpenOffers> {
  const [row] = await from.sql<{ past: number | null; soon: number | null; total: number }>(
    `SELECT SUM(CASE WHEN due <= :now AND reminded_at IS NOT NULL THEN 1 ELSE 0 END) AS past, SUM(CASE WHEN due > :now
      AND due <= :soon THEN 1 ELSE 0 END) AS soon, COUNT(*) AS total
     FROM (SELECT effective_deadline AS due, reminded_at FROM offer WHERE state = 'open'
      ORDER BY effective_deadline LIMIT ${Math.trunc(most)}) counted`,
    { now, soon },
  );
  const counted = { past: Number(row!.past ?? 0), soon: Number(row!.soon ?? 0) };
  return { ...counted, later: Number(row!.total) - counted.past - counted.soon };
}
