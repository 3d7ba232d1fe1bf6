import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import { listOf, type Reader, type Tx } from '../../../foundation/platform/database/index.js';
import type { RequestState } from '../domain/request-states.js';

/** Ids of dossiers in order, a slice at a time. @param after '' for the first slice */
export async function listDossiersAfter(from: Reader | Tx, after: Id | '', most: number): Promise<Id[]> {
  const rows = await from.sql<{ id: Id }>(
    `SELECT id FROM dossier WHERE id > :after ORDER BY id LIMIT ${Math.trunc(most)}`,
    { after },
  );
  return rows.map(({ id }) => id);
}

/** Ids of requests in these states, in order, a slice at a time. @param after '' for the first slice */
export async function listOpenRequestsAfter(
  from: Reader | Tx,
  openStates: readonly RequestState[],
  after: Id | '',
  most: number,
): Promise<Id[]> {
  const states = listOf('state', openStates);
  const rows = await from.sql<{ id: Id }>(
    `SELECT id FROM child_request WHERE state IN (${states.sql}) AND id > :after ORDER BY id LIMIT ${Math.trunc(most)}`,
    { after, ...states.parameters },
  );
  return rows.map(({ id }) => id);
}

/** Ids of the requests in these states that were not joined into another, in order. */
export async function listRequestsIn(from: Reader | Tx, inStates: readonly RequestState[]): Promise<Id[]> {
  const states = listOf('state', inStates);
  const rows = await from.sql<{ id: Id }>(
    `SELECT id FROM child_request WHERE state IN (${states.sql}) AND joined_into_id IS NULL ORDER BY id`,
    states.parameters,
  );
  return rows.map(({ id }) => id);
}

/**
 * Ids of dossiers, in order, a slice at a time: those that still have names, were sent before `limit` and have not
 * moved since, and have no request in one of `keptStates`.
 * @param slice.after '' for the first slice
 */
export async function listQuietDossiers(
  from: Reader | Tx,
  { keptStates, limit }: { keptStates: readonly RequestState[]; limit: Instant },
  slice: { after: Id | ''; most: number },
): Promise<Id[]> {
  const kept = listOf('state', keptStates);
  const rows = await from.sql<{ id: Id }>(
    `SELECT d.id AS "id" FROM dossier d
     WHERE d.id > :after AND d.anonymised_at IS NULL AND d.submitted_at < :limit
       AND NOT EXISTS (SELECT 1 FROM child_request r WHERE r.dossier_id = d.id AND r.state IN (${kept.sql}))
       AND NOT EXISTS (SELECT 1 FROM request_history h WHERE h.dossier_id = d.id AND h.at >= :limit)
     ORDER BY d.id LIMIT ${Math.trunc(slice.most)}`,
    { ...kept.parameters, limit, after: slice.after },
  );
  return rows.map(({ id }) => id);
}

/** Drafts that nobody changed since `limit`, oldest first. */
export async function listDraftsBefore(from: Reader | Tx, limit: Instant, most: number): Promise<Id[]> {
  const rows = await from.sql<{ id: Id }>(
    `SELECT id FROM draft WHERE updated_at < :limit ORDER BY updated_at, id LIMIT ${Math.trunc(most)}`,
    { limit },
  );
  return rows.map(({ id }) => id);
}

/** The requests that belong to these dossiers, and those that belonged to one before they moved to another. */
export async function listRequestsOnceOf(from: Reader | Tx, dossierIds: readonly Id[]): Promise<Id[]> {
  const dossiers = listOf('dossier', dossierIds);
  const rows = await from.sql<{ id: Id }>(
    `SELECT DISTINCT request_id AS id FROM request_history WHERE dossier_id IN (${dossiers.sql})`,
    dossiers.parameters,
  );
  return rows.map(({ id }) => id);
}

/**
 * When the desk came to know each request: for a line of an old list the day on which it came in, not the one that it
 * names. A request whose facts were erased is absent.
 */
export async function findKnownSince(from: Reader | Tx, requestIds: readonly Id[]): Promise<Map<Id, Instant>> {
  if (requestIds.length === 0) return new Map();
  const requests = listOf('request', requestIds);
  const rows = await from.sql<{ id: Id; since: Instant }>(
    `SELECT subject_id AS id, MIN(recorded_at) AS since FROM fact_record
      WHERE kind = 'status' AND subject_id IN (${requests.sql}) GROUP BY subject_id`,
    requests.parameters,
  );
  return new Map(rows.map(({ id, since }) => [id, since]));
}
