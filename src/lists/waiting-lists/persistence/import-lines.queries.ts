import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import { MoreThan, Not } from 'typeorm';
import { listOf, type Reader, type SqlPart, type Tx } from '../../../foundation/platform/database/index.js';
import { ImportRow, type ImportOutcome } from './import.entities.js';

/** Every line of a batch: the rows that it brought, and the lines that repeat a row of an earlier list. */
const LINES = `(
  SELECT r.batch_id, r.id, r.line, r.raw, r.outcome, r.problems, r.request_id, o.raw AS before
  FROM import_row r LEFT JOIN import_row o ON o.id = r.mends_id
  UNION ALL
  SELECT k.batch_id, r.id, k.line, r.raw, CASE WHEN r.outcome = 'blank' THEN 'blank' ELSE 'repeated' END, '[]', r.request_id, NULL
  FROM import_known_line k JOIN import_row r ON r.id = k.row_id
) AS batch_line`;

export interface LineRow extends Pick<ImportRow, 'id' | 'line' | 'raw' | 'outcome' | 'problems' | 'requestId'> {
  /** The original line, where a person has rewritten it. */
  readonly before: string | null;
}

/** The lines of a batch with one of these outcomes, in the order of its file. @param page.number from 1 */
export async function listBatchLines(
  from: Reader | Tx,
  batchId: Id,
  outcomes: readonly ImportOutcome[],
  page: { number: number; size: number },
): Promise<LineRow[]> {
  const wanted = listOf('outcome', outcomes);
  const rows = await from.sql<Omit<LineRow, 'problems'> & { problems: string }>(
    `SELECT id, line, raw, outcome, problems, request_id AS "requestId", before FROM ${LINES}
     WHERE batch_id = :batchId AND outcome IN (${wanted.sql}) ORDER BY line, id LIMIT ${page.size} OFFSET ${page.size * (page.number - 1)}`,
    { ...wanted.parameters, batchId },
  );
  return rows.map((row) => ({ ...row, problems: JSON.parse(row.problems) as LineRow['problems'] }));
}

/** How many lines of each batch have each outcome; an outcome that no line has is not there. */
export async function countOutcomes(
  from: Reader | Tx,
  batchIds: readonly Id[],
): Promise<{ batchId: Id; outcome: ImportOutcome; count: number }[]> {
  const ids = listOf('batch', batchIds);
  const rows = await from.sql<{ batchId: Id; outcome: ImportOutcome; count: number | string }>(
    `SELECT batch_id AS "batchId", outcome AS "outcome", COUNT(*) AS "count" FROM ${LINES}
      WHERE batch_id IN (${ids.sql}) GROUP BY batch_id, outcome`,
    ids.parameters,
  );
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** A line of a list that became one of some requests, or was joined into it. */
export interface LineOfRequest {
  readonly requestId: Id;
  readonly batchId: Id;
  readonly fingerprint: string;
}

/** The lines that became these requests, in each list that holds them. A line that says that nobody waits became none. */
export function listLinesOfRequests(from: Reader | Tx, requestIds: readonly Id[]): Promise<LineOfRequest[]> {
  const ids = listOf('request', requestIds);
  const lineOf = (
    list: string,
  ): string => `SELECT COALESCE(q.joined_into_id, q.id) AS "requestId", ${list}.batch_id AS "batchId",
      r.fingerprint AS "fingerprint" FROM import_row r JOIN child_request q ON q.id = r.request_id`;
  const wanted = `WHERE (q.id IN (${ids.sql}) OR q.joined_into_id IN (${ids.sql})) AND r.outcome NOT IN ('withdrawn', 'mended')`;
  return from.sql<LineOfRequest>(
    `${lineOf('r')} ${wanted} UNION ${lineOf('k')} JOIN import_known_line k ON k.row_id = r.id ${wanted}`,
    ids.parameters,
  );
}

/** Those of these fingerprints that a line of some list already has. */
export async function listKnownFingerprints(from: Reader | Tx, fingerprints: readonly string[]): Promise<string[]> {
  const { sql, parameters } = listOf('fingerprint', fingerprints);
  const rows = await from.sql<{ fingerprint: string }>(
    `SELECT fingerprint FROM import_row WHERE fingerprint IN (${sql})`,
    parameters,
  );
  return rows.map(({ fingerprint }) => fingerprint);
}

/**
 * The lines that became these requests, and the earlier lines that they correct, however many times they were
 * rewritten.
 */
export async function listLinesOf(from: Reader | Tx, requestIds: readonly Id[]): Promise<Id[]> {
  const ids = listOf('request', requestIds);
  const lines = await from.sql<{ id: Id }>(
    `WITH RECURSIVE line(id, mends_id) AS (
       SELECT id, mends_id FROM import_row WHERE request_id IN (${ids.sql})
       UNION SELECT r.id, r.mends_id FROM import_row r JOIN line l ON r.id = l.mends_id
     ) SELECT id FROM line`,
    ids.parameters,
  );
  return lines.map(({ id }) => id);
}

/** Empties the lines that became no request, in batches before `limit`. @returns how many */
export async function emptyLinesBefore(tx: Tx, limit: Instant): Promise<number> {
  const lines = await tx.write<{ id: Id }>(
    `UPDATE import_row SET raw = '', problems = '[]' WHERE request_id IS NULL AND raw <> ''
       AND batch_id IN (SELECT id FROM import_batch WHERE at < :limit) RETURNING id`,
    { limit },
  );
  return lines.length;
}

/** Of these requests, those that may be read. @param readable a condition on `child_request` aliased `r` */
export async function listReadable(from: Reader | Tx, requestIds: readonly Id[], readable: SqlPart): Promise<Id[]> {
  const ids = listOf('request', requestIds);
  const rows = await from.sql<{ id: Id }>(
    `SELECT r.id FROM child_request r WHERE r.id IN (${ids.sql}) AND ${readable.sql}`,
    { ...ids.parameters, ...readable.parameters },
  );
  return rows.map(({ id }) => id);
}

/** Lines that are still kept, in the order of their ids. @param after the last one read before, '' for the first */
export const listRowsAfter = (tx: Tx, after: Id | '', most: number): Promise<ImportRow[]> =>
  tx.find(ImportRow, { where: { id: MoreThan(after), raw: Not('') }, order: { id: 'ASC' }, take: most });
