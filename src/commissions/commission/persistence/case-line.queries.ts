import type { Id } from '../../../foundation/kernel/ids.js';
import { listOf, type Reader, type Tx } from '../../../foundation/platform/database/index.js';
import type { Candidacy } from './commission.entities.js';

/**
 * A case without the facts that are judged and the explanations. Decisions and counts, which concern thousands of
 * cases, need no more.
 */
export type CaseLine = Omit<Candidacy, 'snapshot' | 'lines' | 'explanation'>;

type CaseRow = Omit<CaseLine, 'kept'> & { readonly kept: boolean | number | null };

/** The version of each case of a session. */
export const listCaseVersions = (from: Reader | Tx, sessionId: Id): Promise<{ id: Id; version: number }[]> =>
  from.sql('SELECT id, version FROM candidacy WHERE session_id = :sessionId', { sessionId });

/**
 * How many cases there are and what their versions add up to. A version only ever grows, so that this is equal when no
 * case has changed.
 */
export const standingOf = (cases: readonly Pick<CaseLine, 'version'>[]): string =>
  `${cases.length} ${cases.reduce((sum, { version }) => sum + version, 0)}`;

/** {@link standingOf} as the database counts it, without a row read (`candidacy_versions`). */
export async function standingOfCases(from: Reader | Tx, sessionId: Id): Promise<string> {
  const [row] = await from.sql<{ n: number | string; versions: number | string | null }>(
    'SELECT COUNT(*) AS "n", SUM(version) AS "versions" FROM candidacy WHERE session_id = :sessionId',
    { sessionId },
  );
  return `${row!.n} ${row!.versions ?? 0}`;
}

/** @param only these cases of the session; null for all */
export async function listCaseLines(
  from: Reader | Tx,
  sessionId: Id,
  only: readonly Id[] | null = null,
): Promise<CaseLine[]> {
  const ids = only && listOf('id', only);
  const rows = await from.sql<CaseRow>(
    `SELECT id AS "id", session_id AS "sessionId", request_id AS "requestId", dossier_id AS "dossierId",
      state AS "state", version AS "version", agenda_number AS "agendaNumber",
            points AS "points", rank AS "rank", proposed_section_id AS "proposedSectionId",
            proposed_slots AS "proposedSlots", proposed_from AS "proposedFrom", decision AS "decision",
            decided_section_id AS "decidedSectionId", decided_slots AS "decidedSlots",
            decided_from AS "decidedFrom", reason AS "reason",
            deferred_to_id AS "deferredToId", kept AS "kept", decided_at AS "decidedAt",
            reoffered_from_id AS "reofferedFromId"
     FROM candidacy WHERE session_id = :sessionId ${ids ? `AND id IN (${ids.sql})` : ''}`,
    { sessionId, ...ids?.parameters },
  );
  return rows.map((row) => ({ ...row, kept: row.kept === null ? null : Boolean(row.kept) }));
}

/** How many cases each session judges; a session without any is not there. */
export async function countCases(from: Reader | Tx, sessionIds: readonly Id[]): Promise<Map<Id, number>> {
  const ids = listOf('id', sessionIds);
  const rows = await from.sql<{ sessionId: Id; n: number | string }>(
    `SELECT session_id AS "sessionId", COUNT(*) AS n FROM candidacy
     WHERE session_id IN (${ids.sql}) AND state NOT IN ('withdrawn', 'birth_unknown') GROUP BY 1`,
    ids.parameters,
  );
  return new Map(rows.map(({ sessionId, n }) => [sessionId, Number(n)]));
}

/**
 * A value that changes with what a session's screen shows and its version does not cover: a request that was
 * withdrawn, an emergency admission that was made, an offer or a session elsewhere.
 */
export async function screenMark(from: Reader | Tx, sessionId: Id): Promise<string> {
  const [row] = await from.sql<{ pending: number | string }>(
    `SELECT COUNT(*) AS "pending" FROM placement WHERE ratification = 'pending' AND state = 'held'`,
  );
  const [elsewhere] = await from.sql<{ offers: number | string; cases: number | string }>(
    `SELECT
      (SELECT COUNT(*) FROM offer WHERE state = 'open' AND request_id IN (SELECT request_id FROM candidacy
        WHERE session_id = :sessionId)) AS "offers",
      (SELECT COUNT(*) FROM candidacy AS other WHERE other.state IN ('listed', 'frozen') AND other.request_id IN (SELECT
        request_id FROM candidacy WHERE session_id = :sessionId)) AS "cases"`,
    { sessionId },
  );
  const { offers, cases } = elsewhere!;
  return `${await standingOfCases(from, sessionId)} ${row!.pending} ${offers} ${cases}`;
}
