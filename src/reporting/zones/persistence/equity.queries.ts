import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import type { Reader } from '../../../foundation/platform/database/index.js';

/** A request of a period, and when its child first had a solution. */
export interface FollowedRequest {
  readonly dossierId: Id;
  readonly communeCode: string | null;
  readonly adaptation: boolean | null;
  readonly origin: string;
  readonly household: { readonly loneParent: boolean | null };
  readonly submittedAt: Instant;
  readonly solvedAt: Instant | null;
}

interface Period {
  /** Included. */
  readonly from: Instant;
  /** Excluded. */
  readonly to: Instant;
}

const OF_PERIOD = `r.joined_into_id IS NULL AND r.transfer_from_id IS NULL AND r.state <> 'draft'
  AND r.submitted_at >= :from AND r.submitted_at < :to`;

/** The requests submitted in a period, transfers and those joined to another apart. */
export async function listFollowed(from: Reader, period: Period): Promise<FollowedRequest[]> {
  const rows = await from.sql<Omit<FollowedRequest, 'household'> & { household: string }>(
    `SELECT r.dossier_id AS "dossierId", r.commune_code AS "communeCode", r.adaptation_need AS "adaptation", d.origin AS "origin",
            d.household AS "household", r.submitted_at AS "submittedAt",
            (SELECT MIN(h.at) FROM request_history h WHERE h.request_id = r.id AND h."to" IN ('placed', 'solved_elsewhere')) AS "solvedAt"
     FROM child_request r JOIN dossier d ON d.id = r.dossier_id WHERE ${OF_PERIOD} ORDER BY r.id`,
    { ...period },
  );
  return rows.map((row) => ({
    ...row,
    adaptation: row.adaptation === null ? null : Boolean(row.adaptation),
    household: JSON.parse(row.household) as FollowedRequest['household'],
  }));
}

/** The situations of the adults of these families, by dossier. */
export async function listSituations(from: Reader, period: Period): Promise<Map<Id, (string | null)[]>> {
  const rows = await from.sql<{ dossierId: Id; details: string }>(
    `SELECT a.dossier_id AS "dossierId", a.details AS "details" FROM adult a
     WHERE a.dossier_id IN (SELECT r.dossier_id FROM child_request r WHERE ${OF_PERIOD}) ORDER BY a.id`,
    { ...period },
  );
  const situations = new Map<Id, (string | null)[]>();
  for (const { dossierId, details } of rows) {
    const { situation } = JSON.parse(details) as { situation: string | null };
    situations.set(dossierId, [...(situations.get(dossierId) ?? []), situation]);
  }
  return situations;
}
