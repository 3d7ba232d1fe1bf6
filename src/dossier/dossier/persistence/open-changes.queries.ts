import type { Id } from '../../../foundation/kernel/ids.js';
import { listOf, type Reader } from '../../../foundation/platform/database/index.js';
import { OPEN_STATES } from '../domain/request-states.js';

const states = listOf('open', OPEN_STATES);

/**
 * An answer of the whole family is about each of its requests. One that came with an arrival (Dossier.arrivedForId) is
 * judged with it: the arrival stands in the list itself for as long as one of its requests is open.
 */
const CONCERNED = `FROM proposed_change c CROSS JOIN child_request r
  WHERE c.state = 'open' AND r.dossier_id = c.dossier_id AND (c.request_id IS NULL OR c.request_id = r.id)
  AND r.state IN (${states.sql}) AND NOT EXISTS
    (SELECT 1 FROM child_request a WHERE a.dossier_id = c.arrival_id AND a.state IN (${states.sql}))`;

/** The open requests of desks with answers that wait for a decision. @param most the most of them */
export async function findRequestsToConfirm(from: Reader, deskIds: readonly string[], most: number): Promise<Id[]> {
  if (deskIds.length === 0) return [];
  const desks = listOf('desk', deskIds);
  const rows = await from.sql<{ id: Id }>(
    `SELECT DISTINCT r.id AS "id" ${CONCERNED} AND r.desk_id IN (${desks.sql})
     ORDER BY r.id LIMIT ${Math.trunc(most)}`,
    { ...desks.parameters, ...states.parameters },
  );
  return rows.map(({ id }) => id);
}

/** Those of some requests with answers that wait for a decision. */
export async function findToConfirmAmong(from: Reader, requestIds: readonly Id[]): Promise<Set<Id>> {
  if (requestIds.length === 0) return new Set();
  const { sql, parameters } = listOf('request', requestIds);
  const rows = await from.sql<{ id: Id }>(`SELECT DISTINCT r.id AS "id" ${CONCERNED} AND r.id IN (${sql})`, {
    ...parameters,
    ...states.parameters,
  });
  return new Set(rows.map(({ id }) => id));
}
