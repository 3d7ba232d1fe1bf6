import { OPEN_STATES } from '../../../dossier/dossier/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { listOf, type Reader } from '../../../foundation/platform/database/index.js';

/** Children of one commune beside what they wish for, or where they are cared for. */
export interface CountedTarget {
  /** INSEE code of the residence; null outside the territory. */
  readonly communeCode: string | null;
  /** A provider or a section; null for a mode of care in a commune. */
  readonly targetId: Id | null;
  /** The commune that a wish for a mode names. */
  readonly targetCommune: string | null;
  readonly count: number;
}

const counted = (rows: readonly CountedTarget[]): CountedTarget[] =>
  rows.map((row) => ({ ...row, count: Number(row.count) }));

/** The first wishes of open requests, by residence and provider. */
export async function countFirstWishes(from: Reader): Promise<CountedTarget[]> {
  const states = listOf('state', OPEN_STATES);
  return counted(
    await from.sql<CountedTarget>(
      `SELECT r.commune_code AS "communeCode", w.provider_id AS "targetId", w.commune_code AS "targetCommune", COUNT(*) AS "count"
       FROM child_request r JOIN wish w ON w.request_id = r.id AND w.rank = 1
       WHERE r.joined_into_id IS NULL AND r.transfer_from_id IS NULL AND r.state IN (${states.sql})
       GROUP BY r.commune_code, w.provider_id, w.commune_code`,
      states.parameters,
    ),
  );
}

/** Children with a dossier who hold a place on a day, by residence and section. */
export async function countPlacedIn(from: Reader, today: Day): Promise<CountedTarget[]> {
  return counted(
    await from.sql<CountedTarget>(
      `SELECT r.commune_code AS "communeCode", p.section_id AS "targetId", NULL AS "targetCommune", COUNT(DISTINCT r.id) AS "count"
       FROM placement p JOIN child_request r ON r.id = p.request_id
       WHERE p.state = 'held' AND p."from" <= :today AND p."to" >= :today
       GROUP BY r.commune_code, p.section_id`,
      { today },
    ),
  );
}

/** Children with an agreement that is no place of an establishment, by residence and provider. */
export async function countAgreedWith(from: Reader, today: Day): Promise<CountedTarget[]> {
  return counted(
    await from.sql<CountedTarget>(
      `SELECT r.commune_code AS "communeCode", s.provider_id AS "targetId", NULL AS "targetCommune", COUNT(DISTINCT r.id) AS "count"
       FROM solution s JOIN child_request r ON r.id = s.request_id
       WHERE s.provider_id IS NOT NULL AND s.placement_id IS NULL AND s.ended_at IS NULL
         AND s."from" <= :today AND (s."to" IS NULL OR s."to" >= :today)
       GROUP BY r.commune_code, s.provider_id`,
      { today },
    ),
  );
}
