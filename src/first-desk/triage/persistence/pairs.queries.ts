import type { PossibleDuplicate, RequestState } from '../../../dossier/dossier/index.js';
import { listOf, type Reader, type SqlPart, type Tx } from '../../../foundation/platform/database/index.js';

/** The last pair of the page before (keyset). */
export type PairPlace = Pick<PossibleDuplicate, 'level' | 'score' | 'id'>;

/** Pairs in a state of which one request at least is of these desks. */
export interface WantedPairs {
  readonly state: PossibleDuplicate['state'];
  readonly deskIds: readonly string[];
  /**
   * Both requests are in one of these states and joined into no other, or one of them is and both children are expected;
   * null when that is not asked.
   */
  readonly liveStates: readonly RequestState[] | null;
}

const expected = (side: string): string => `(${side}.birth_date IS NULL AND ${side}.due_date IS NOT NULL)`;

function pairsWithin({ state, deskIds, liveStates }: WantedPairs): SqlPart {
  const desks = listOf('desk', deskIds);
  const live = listOf('live', liveStates ?? []);
  const toJudge =
    liveStates === null
      ? ''
      : `AND a.joined_into_id IS NULL AND b.joined_into_id IS NULL AND (a.state IN (${live.sql}) OR b.state IN (${live.sql}))
         AND ((a.state IN (${live.sql}) AND b.state IN (${live.sql})) OR (${expected('a')} AND ${expected('b')}))`;
  return {
    sql: `FROM possible_duplicate p JOIN child_request a ON a.id = p.first_id JOIN child_request b ON b.id = p.second_id
      WHERE p.state = :state AND (a.desk_id IN (${desks.sql}) OR b.desk_id IN (${desks.sql})) ${toJudge}`,
    parameters: { state, ...desks.parameters, ...live.parameters },
  };
}

/**
 * The likeliest first, then the newest. A probable pair comes before any possible one, whatever their scores: twins
 * agree in nearly everything. In the alphabet the words stand in that order too.
 */
export function listPairs(
  from: Reader | Tx,
  wanted: WantedPairs,
  { after, most }: { after: PairPlace | null; most: number },
): Promise<PairPlace[]> {
  const { sql, parameters } = pairsWithin(wanted);
  return from.sql<PairPlace>(
    `SELECT p.id AS "id", p.level AS "level", p.score AS "score" ${sql}
      ${after ? 'AND (p.level, p.score, p.id) < (:level, :score, :id)' : ''}
      ORDER BY p.level DESC, p.score DESC, p.id DESC LIMIT ${Math.trunc(most)}`,
    { ...parameters, ...after },
  );
}

/** @param most counting stops there */
export async function countPairs(from: Reader | Tx, wanted: WantedPairs, most: number): Promise<number> {
  const { sql, parameters } = pairsWithin(wanted);
  const [total] = await from.sql<{ count: number | string }>(
    `SELECT COUNT(*) AS "count" FROM (SELECT 1 AS one ${sql} LIMIT ${Math.trunc(most)}) AS counted`,
    parameters,
  );
  return Number(total!.count);
}
