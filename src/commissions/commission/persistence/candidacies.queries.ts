import type { Id } from '../../../foundation/kernel/ids.js';
import { listOf, type Reader, type Tx } from '../../../foundation/platform/database/index.js';
import type { CandidacyState } from './commission.entities.js';

/** The number of each case on the agenda of a session. */
export async function listAgendaNumbers(from: Reader | Tx, sessionId: Id): Promise<Map<Id, number>> {
  const rows = await from.sql<{ id: Id; n: number }>(
    'SELECT id AS "id", agenda_number AS "n" FROM candidacy WHERE session_id = :sessionId',
    { sessionId },
  );
  return new Map(rows.map(({ id, n }) => [id, Number(n)]));
}

/** 0 for a session without any case. */
export async function findLastAgendaNumber(from: Reader | Tx, sessionId: Id): Promise<number> {
  const [row] = await from.sql<{ last: number | null }>(
    'SELECT MAX(agenda_number) AS last FROM candidacy WHERE session_id = :sessionId',
    { sessionId },
  );
  return Number(row?.last ?? 0);
}

/** Moves the cases of a request from the states `from` to another one. @returns their sessions */
export async function changeStateOfCases(
  tx: Tx,
  requestId: Id,
  { from, to }: { from: readonly CandidacyState[]; to: CandidacyState },
): Promise<Id[]> {
  const states = listOf('from', from);
  const changed = await tx.write<{ session_id: Id }>(
    `UPDATE candidacy SET state = :to, version = version + 1 WHERE request_id = :requestId
      AND state IN (${states.sql}) RETURNING session_id`,
    { ...states.parameters, to, requestId },
  );
  return changed.map(({ session_id: sessionId }) => sessionId);
}
