import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import { desksOf, OPEN } from './inbox.queries.js';

/** An act that a family waits for. */
interface DueAct {
  readonly dossierId: Id;
  readonly due: Day;
}

/** The act that is the most overdue among those that these desks, or a commission, owe their families. Null when none is. */
export async function findLongestDue(from: Reader | Tx, deskIds: readonly string[]): Promise<DueAct | null> {
  if (deskIds.length === 0) return null;
  // For each desk this follows the index of the inbox, and stops at the first act that is not the family's.
  const first = deskIds.map(
    (_, index) => `SELECT * FROM (SELECT r.dossier_id, r.next_act_due, r.id FROM child_request r
      WHERE r.desk_id = :desk${index} AND ${OPEN} AND r.next_act_owner <> 'family'
      ORDER BY r.next_act_due, r.id LIMIT 1) AS desk${index}`,
  );
  const [longest] = await from.sql<DueAct>(
    `SELECT dossier_id AS "dossierId", next_act_due AS "due" FROM (${first.join(' UNION ALL ')}) AS f
     ORDER BY next_act_due, id LIMIT 1`,
    desksOf(deskIds),
  );
  return longest ?? null;
}
