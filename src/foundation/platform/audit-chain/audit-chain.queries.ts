import type { Day, Instant } from '../../kernel/time.js';
import type { Reader, Tx } from '../database/index.js';
import type { StoredLine } from './chain.js';

const LINE = `id, at, actor, action, subject_kind AS "subjectKind", subject_id AS "subjectId", facts`;

/** When the oldest line that is in no segment was written; null when all are sealed. */
export async function findOldestUnsealed(from: Reader | Tx): Promise<Instant | null> {
  const [row] = await from.sql<{ at: Instant }>('SELECT at FROM audit_event WHERE segment IS NULL ORDER BY at LIMIT 1');
  return row?.at ?? null;
}

/**
 * Puts the oldest unsealed lines of a period in a segment. @returns those lines, exactly as they are stored
 * @param most how many at most
 */
export const putInSegment = (
  tx: Tx,
  segment: number,
  { since, until, most }: { since: Instant; until: Instant; most: number },
): Promise<StoredLine[]> =>
  tx.write(
    `UPDATE audit_event SET segment = :segment WHERE id IN (
       SELECT id FROM audit_event WHERE segment IS NULL AND at >= :since AND at < :until
       ORDER BY at, id LIMIT ${Math.trunc(most)})
     RETURNING ${LINE}`,
    { segment, since, until },
  );

export const listLinesOf = (from: Reader | Tx, segment: number): Promise<StoredLine[]> =>
  from.sql(`SELECT ${LINE} FROM audit_event WHERE segment = :segment`, { segment });

/** Segment numbers that lines name and that do not exist. */
export async function listStrayNumbers(from: Reader | Tx): Promise<number[]> {
  const rows = await from.sql<{ segment: number }>(
    `SELECT DISTINCT segment FROM audit_event WHERE segment IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM audit_segment WHERE number = audit_event.segment) ORDER BY segment`,
  );
  return rows.map(({ segment }) => Number(segment));
}

/** How many lines were written before `limit` and are in no segment. */
export async function countUnsealedBefore(from: Reader | Tx, limit: Instant): Promise<number> {
  const [row] = await from.sql<{ n: number | string }>(
    'SELECT COUNT(*) AS n FROM audit_event WHERE segment IS NULL AND at < :limit',
    { limit },
  );
  return Number(row!.n);
}

/** The moment since which something waits for an anchor: of a line without a segment, or of a segment without anchor. */
export async function findOldestUnanchored(from: Reader | Tx): Promise<Instant | null> {
  const [row] = await from.sql<{ at: Instant | null }>(
    `SELECT MIN(at) AS at FROM (
       SELECT MIN(at) AS at FROM audit_event WHERE segment IS NULL
       UNION ALL SELECT MIN(sealed_at) FROM audit_segment
       WHERE number > COALESCE((SELECT segment FROM audit_anchor ORDER BY sequence DESC LIMIT 1), 0)) waiting`,
  );
  return row?.at ?? null;
}

/** Readings and failed tries that were sealed in segments of days before `day` (`isPassing` in chain.ts). */
const PASSING_BEFORE = `(action LIKE '%.read' OR action LIKE '%-failed')
  AND segment IN (SELECT number FROM audit_segment WHERE day < :day AND passing_count > 0)`;

export async function hasPassingBefore(from: Reader | Tx, day: Day): Promise<boolean> {
  return (await from.sql(`SELECT 1 FROM audit_event WHERE ${PASSING_BEFORE} LIMIT 1`, { day })).length > 0;
}

export async function deletePassingBefore(tx: Tx, day: Day): Promise<void> {
  await tx.write(`DELETE FROM audit_event WHERE ${PASSING_BEFORE} RETURNING segment`, { day });
}
