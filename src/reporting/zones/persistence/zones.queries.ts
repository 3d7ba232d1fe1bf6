import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { Reader } from '../../../foundation/platform/database/index.js';

interface CommuneCount {
  readonly communeCode: string | null;
  readonly count: number;
}

const counted = <Row extends { readonly count: number }>(rows: readonly Row[]): Row[] =>
  rows.map((row) => ({ ...row, count: Number(row.count) }));

/** Children born after a day who hold a place or an agreement on a day, by commune of residence. */
export async function countCaredFor(from: Reader, on: { today: Day; bornAfter: Day }): Promise<CommuneCount[]> {
  return counted(
    await from.sql<CommuneCount>(
      `SELECT r.commune_code AS "communeCode", COUNT(*) AS "count" FROM child_request r
       WHERE r.birth_date > :bornAfter AND r.birth_date <= :today AND r.transfer_from_id IS NULL AND r.id IN (
         SELECT request_id FROM placement WHERE state = 'held' AND request_id IS NOT NULL AND "from" <= :today AND "to" >= :today
         UNION SELECT request_id FROM solution WHERE ended_at IS NULL AND "from" <= :today AND ("to" IS NULL OR "to" >= :today))
       GROUP BY r.commune_code`,
      on,
    ),
  );
}

/** Children without a dossier who are received on a day, by section. Those of whom nobody has said the birth count. */
export async function countReceived(
  from: Reader,
  on: { today: Day; bornAfter: Day },
): Promise<{ readonly sectionId: Id; readonly count: number }[]> {
  return counted(
    await from.sql<{ sectionId: Id; count: number }>(
      `SELECT section_id AS "sectionId", COUNT(DISTINCT child_id) AS "count" FROM placement
       WHERE request_id IS NULL AND state = 'held' AND "from" <= :today AND "to" >= :today
         AND (birth_date IS NULL OR birth_date > :bornAfter)
       GROUP BY section_id`,
      on,
    ),
  );
}
