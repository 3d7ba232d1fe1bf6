import type { Instant } from '../../kernel/time.js';
import type { Reader, Tx } from '../../platform/database/index.js';

export interface OpenOffers {
  /** Past their effective deadline, and reminded: only then is it too late to answer (domain.md §9). */
  readonly past: number;
  /** With a deadline between the two moments. */
  readonly soon: number;
  readonly later: number;
}

/**
 * Offers that nobody answered, by their effective deadline; the reading follows the index `offer_deadline`.
 * @param most counting stops there, those with the nearest deadline first
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
