import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { Reader, SqlParameters, Tx } from '../../../foundation/platform/database/index.js';
import type { FamilyStatus } from '../domain/family-status.js';
import type { RefusedOffer, WithoutCause } from '../domain/without-because.js';

/** Which families are listed. An absent part asks nothing. */
export interface FamilyFilter {
  readonly status: FamilyStatus;
  readonly because?: WithoutCause;
  readonly refused?: Exclude<RefusedOffer, null>;
  /** `''` for families outside the territory. */
  readonly communeCode?: string;
}

/** The last row of the page before. */
export interface AfterFamily {
  readonly since: Day;
  readonly dossierId: Id;
}

export interface ListedFamilyRow extends AfterFamily {
  readonly status: FamilyStatus;
  readonly because: WithoutCause | null;
  readonly refused: RefusedOffer;
  readonly communeCode: string;
  /** JSON. */
  readonly requestIds: string;
}

/** What families stand so on a day: a condition, and its parameters. */
function standingSo(
  day: Day,
  { status, because, refused, communeCode }: FamilyFilter,
): { readonly sql: string; readonly parameters: SqlParameters } {
  // Only families without a solution have a cause: asked beside it, the status would lead to a longer index.
  const asked = { status: because === undefined ? status : undefined, because, refused, commune_code: communeCode };
  const filters = Object.entries(asked).flatMap(([column, value]) =>
    value === undefined ? [] : [[column, value] as const],
  );
  return {
    sql: `${filters.map(([column]) => `${column} = :${column}`).join(' AND ')}
       AND from_day <= :day AND until_day > :day AND since <= :day`,
    parameters: { day, ...Object.fromEntries(filters) },
  };
}

/** Families that stand so on a day, those that have longest first. */
export function listStandings(
  from: Reader,
  day: Day,
  filter: FamilyFilter,
  after: AfterFamily | null,
  most: number,
): Promise<ListedFamilyRow[]> {
  const { sql, parameters } = standingSo(day, filter);
  return from.sql<ListedFamilyRow>(
    `SELECT dossier_id AS "dossierId", since, status, because, refused, commune_code AS "communeCode",
            request_ids AS "requestIds"
     FROM family_standing WHERE ${sql}
       ${after ? 'AND (since, dossier_id) > (:since, :dossierId)' : ''}
     ORDER BY since, dossier_id LIMIT ${Math.trunc(most)}`,
    { ...parameters, ...(after ? { since: after.since, dossierId: after.dossierId } : {}) },
  );
}

/** How many families stand so on a day. */
export async function countStandings(from: Reader, day: Day, filter: FamilyFilter): Promise<number> {
  const { sql, parameters } = standingSo(day, filter);
  const [counted] = await from.sql<{ families: number }>(
    `SELECT CAST(COUNT(*) AS INTEGER) AS "families" FROM family_standing WHERE ${sql}`,
    parameters,
  );
  return counted!.families;
}

/** How a family stands on a day. Null for one that is not counted. */
export async function findStanding(from: Reader, dossierId: Id, day: Day): Promise<FamilyStatus | null> {
  const rows = await from.sql<{ status: FamilyStatus }>(
    `SELECT status FROM family_standing WHERE dossier_id = :dossierId AND from_day <= :day AND until_day > :day`,
    { dossierId, day },
  );
  return rows[0]?.status ?? null;
}

/** Deletes standings that are over. @returns whether some are left */
export async function deletePastStandings(tx: Tx, today: Day, most: number): Promise<boolean> {
  const gone = await tx.write<{ dossier_id: Id }>(
    `DELETE FROM family_standing WHERE (dossier_id, from_day) IN (
       SELECT dossier_id, from_day FROM family_standing WHERE until_day <= :today ORDER BY until_day LIMIT ${Math.trunc(most)})
     RETURNING dossier_id`,
    { today },
  );
  return gone.length === most;
}
