import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import {
  keysetPage,
  type PageFrom,
  type Reader,
  type SqlParameters,
  type Tx,
} from '../../../foundation/platform/database/index.js';
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

/** Those that have stood so longest first, or last; both are the same indexes, read either way. */
export const FAMILY_ORDERS = ['longest', 'latest'] as const;
export type FamilyOrder = (typeof FAMILY_ORDERS)[number];

export interface ListedFamilyRow {
  readonly since: Day;
  readonly dossierId: Id;
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

/** Families that stand so on a day, in an order; read back from a family, the nearest first. */
export function listStandings(
  from: Reader,
  day: Day,
  filter: FamilyFilter,
  { order, ...place }: PageFrom & { readonly order: FamilyOrder },
  most: number,
): Promise<ListedFamilyRow[]> {
  const { sql, parameters } = standingSo(day, filter);
  const page = keysetPage({ column: 'since', mayLack: false, backwards: order === 'latest' }, 'dossier_id', place);
  return from.sql<ListedFamilyRow>(
    `SELECT dossier_id AS "dossierId", since, status, because, refused, commune_code AS "communeCode",
            request_ids AS "requestIds"
     FROM family_standing WHERE ${sql} AND ${page.sql}
     ORDER BY ${page.order} LIMIT ${Math.trunc(most)}`,
    { ...parameters, ...page.parameters },
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
