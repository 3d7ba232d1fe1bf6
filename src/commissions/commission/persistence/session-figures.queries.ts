import type { PointsLine } from '../../admission/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import { listOf, type Reader } from '../../../foundation/platform/database/index.js';
import type { DecisionKind } from '../domain/decisions.js';

export interface DecidedRow {
  readonly sessionId: Id;
  readonly decision: DecisionKind;
  readonly kept: boolean | number | null;
  readonly reason: string | null;
  readonly count: number | string;
}

/** How many cases of closed sessions were decided alike. Those that left the session before its end are not counted. */
export function countDecisions(from: Reader, sessionIds: readonly Id[]): Promise<DecidedRow[]> {
  const ids = listOf('id', sessionIds);
  return from.sql<DecidedRow>(
    `SELECT session_id AS "sessionId", decision, kept, reason, COUNT(*) AS count FROM candidacy
     WHERE session_id IN (${ids.sql}) AND decision IS NOT NULL AND state <> 'withdrawn' GROUP BY 1, 2, 3, 4`,
    ids.parameters,
  );
}

/** The points of the decided cases, line by line. */
export async function listDecidedLines(
  from: Reader,
  sessionIds: readonly Id[],
): Promise<{ sessionId: Id; lines: PointsLine[] }[]> {
  const ids = listOf('id', sessionIds);
  const rows = await from.sql<{ sessionId: Id; lines: string }>(
    `SELECT session_id AS "sessionId", lines FROM candidacy
     WHERE session_id IN (${ids.sql}) AND decision IS NOT NULL AND state <> 'withdrawn' AND lines IS NOT NULL`,
    ids.parameters,
  );
  return rows.map(({ sessionId, lines }) => ({ sessionId, lines: JSON.parse(lines) as PointsLine[] }));
}

/** When each offer of these sessions was made. */
export function listOfferMoments(
  from: Reader,
  sessionIds: readonly Id[],
): Promise<{ sessionId: Id; madeAt: Instant }[]> {
  const ids = listOf('id', sessionIds);
  return from.sql(
    `SELECT session_id AS "sessionId", made_at AS "madeAt" FROM offer WHERE session_id IN (${ids.sql})`,
    ids.parameters,
  );
}
