import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import type { ActKind } from '../domain/decision-acts.js';

/** An act that can be undone, without what it changed: that may be thousands of cases. */
export interface ListedAct {
  readonly id: Id;
  readonly kind: ActKind;
  readonly number: number | null;
  readonly cases: number;
  readonly at: Instant;
}

/** The latest act of a session that was not undone. @param kind the latest one of this kind */
export async function findLatestAct(
  from: Reader | Tx,
  sessionId: Id,
  kind: ActKind | null = null,
): Promise<ListedAct | null> {
  const [act] = await from.sql<ListedAct>(
    `SELECT id AS "id", kind AS "kind", number AS "number", cases AS "cases", at AS "at" FROM decision_act
     WHERE session_id = :sessionId AND undone_at IS NULL ${kind === null ? '' : 'AND kind = :kind'}
     ORDER BY version DESC LIMIT 1`,
    { sessionId, ...(kind === null ? {} : { kind }) },
  );
  return act ?? null;
}
