import {
  inTimeFirst,
  OPEN_STATES,
  readableRequests,
  type NeedForm,
  type RequestSearch,
  type RequestState,
} from '../../../dossier/dossier/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import { listOf, type Reader, type SqlParameters } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';

export interface NamedRequest {
  readonly id: Id;
  readonly firstName: string | null;
  readonly surname: string | null;
  readonly birthDate: Day | null;
  readonly dueDate: Day | null;
  readonly communeCode: string | null;
  readonly state: RequestState;
  readonly wantedFrom: Day | null;
  readonly need: NeedForm;
  /** Rank of the wish for this establishment; 1 is the best. */
  readonly rank: number;
  readonly submittedAt: Instant;
}

/** An emergency. */
export interface UrgentRequest extends NamedRequest {
  /** The day from which care is needed. */
  readonly urgentFrom: Day;
}

/** Open requests, or those of one state. */
export type StateFilter = RequestState | 'open';
export const NAMED_PAGE = 50;

function condition(actor: Actor, providerId: Id, state: StateFilter): { sql: string; parameters: SqlParameters } {
  const scope = readableRequests(actor);
  const states = listOf('state', state === 'open' ? OPEN_STATES : [state]);
  return {
    sql: `FROM child_request r JOIN wish named ON named.request_id = r.id AND named.provider_id = :providerId
          WHERE ${scope.sql} AND r.joined_into_id IS NULL AND r.state IN (${states.sql})`,
    parameters: { ...scope.parameters, ...states.parameters, providerId },
  };
}

const COLUMNS = `r.id AS "id", r.first_name AS "firstName", r.surname AS "surname", r.birth_date AS "birthDate",
            r.due_date AS "dueDate", r.commune_code AS "communeCode", r.state AS "state", r.wanted_from AS "wantedFrom",
            r.need AS "need", named.rank AS "rank", r.submitted_at AS "submittedAt"`;
const namedRow = (row: Omit<NamedRequest, 'need'> & { need: string }): NamedRequest => ({
  ...row,
  rank: Number(row.rank),
  need: JSON.parse(row.need) as NeedForm,
});

/** The requests that name an establishment and that the actor may read, by wanted date. @param page from 1 */
export async function namedRequests(
  reader: Reader,
  actor: Actor,
  providerId: Id,
  state: StateFilter,
  page: number,
): Promise<NamedRequest[]> {
  const { sql, parameters } = condition(actor, providerId, state);
  const rows = await reader.sql<Omit<NamedRequest, 'need'> & { need: string }>(
    `SELECT ${COLUMNS}
     ${sql} ORDER BY COALESCE(r.wanted_from, '9999-12-31'), r.submitted_at, r.id LIMIT ${NAMED_PAGE} OFFSET ${(page - 1) * NAMED_PAGE}`,
    parameters,
  );
  return rows.map(namedRow);
}

/** More than anybody reads of what a search found. */
const MOST_SEARCHED = 50;

/** The requests that name an establishment, that the actor may read and that a search finds, whatever became of them. */
export async function searchNamed(
  reader: Reader,
  actor: Actor,
  providerId: Id,
  { matches, parameters }: RequestSearch,
): Promise<NamedRequest[]> {
  const scope = readableRequests(actor);
  const rows = await reader.sql<Omit<NamedRequest, 'need'> & { need: string }>(
    `SELECT ${COLUMNS} FROM wish named CROSS JOIN child_request r
     WHERE named.provider_id = :providerId AND r.id = named.request_id AND ${scope.sql} AND r.joined_into_id IS NULL AND ${matches}
     ORDER BY r.submitted_at DESC, r.id LIMIT ${MOST_SEARCHED}`,
    { ...scope.parameters, ...parameters, providerId },
  );
  return rows.map(namedRow);
}

/** A request that a session could judge. */
export interface RequestToJudge extends NamedRequest {
  readonly version: number;
  /** The answers that are missing, by their codes. */
  readonly gaps: readonly string[];
}

/** The states from which a request can be judged, or in which it is about to be. */
const TO_JUDGE: readonly RequestState[] = ['oriented', 'waiting_list', 'before_commission', 'partly_placed'];
/** No establishment is named by more. */
const MOST_TO_JUDGE = 1000;

/** The requests of an establishment that a session could judge and that the actor may read, by wanted date. */
export const namedToJudge = (reader: Reader, actor: Actor, providerId: Id): Promise<RequestToJudge[]> =>
  namedIn(reader, actor, providerId, TO_JUDGE);

/** The requests of an establishment that wait, at the desk too, and that the actor may read, by wanted date. */
export const namedWaiting = (reader: Reader, actor: Actor, providerId: Id): Promise<RequestToJudge[]> =>
  namedIn(
    reader,
    actor,
    providerId,
    OPEN_STATES.filter((state) => state !== 'offered'),
  );

async function namedIn(
  reader: Reader,
  actor: Actor,
  providerId: Id,
  among: readonly RequestState[],
): Promise<RequestToJudge[]> {
  const scope = readableRequests(actor);
  const states = listOf('state', among);
  const rows = await reader.sql<Omit<RequestToJudge, 'need' | 'gaps'> & { need: string; gaps: string }>(
    `SELECT r.id AS "id", r.first_name AS "firstName", r.surname AS "surname", r.birth_date AS "birthDate", r.due_date AS "dueDate",
            r.commune_code AS "communeCode", r.state AS "state", r.wanted_from AS "wantedFrom", r.need AS "need", named.rank AS "rank",
            r.submitted_at AS "submittedAt", r.version AS "version", r.gaps AS "gaps"
     FROM child_request r JOIN wish named ON named.request_id = r.id AND named.provider_id = :providerId
     WHERE ${scope.sql} AND r.joined_into_id IS NULL AND r.state IN (${states.sql})
     ORDER BY COALESCE(r.wanted_from, '9999-12-31'), r.submitted_at, r.id LIMIT ${MOST_TO_JUDGE}`,
    { ...scope.parameters, ...states.parameters, providerId },
  );
  return rows.map((row) => ({
    ...row,
    rank: Number(row.rank),
    version: Number(row.version),
    need: JSON.parse(row.need) as NeedForm,
    gaps: JSON.parse(row.gaps) as string[],
  }));
}

/** The emergencies that name an establishment and have no offer yet, those that can be answered in time first. */
export async function urgentNamed(reader: Reader, actor: Actor, providerId: Id, today: Day): Promise<UrgentRequest[]> {
  const { sql, parameters } = condition(actor, providerId, 'open');
  const rows = await reader.sql<Omit<NamedRequest, 'need'> & { need: string; urgentFrom: Day }>(
    `SELECT ${COLUMNS}, r.urgent_from AS "urgentFrom"
     ${sql} AND r.urgent_from IS NOT NULL AND r.state <> 'offered' ORDER BY r.id`,
    parameters,
  );
  return rows
    .sort(inTimeFirst(today, ({ urgentFrom }) => urgentFrom))
    .map((row) => ({ ...namedRow(row), urgentFrom: row.urgentFrom }));
}

/** How many open requests name an establishment, and how many of these a session could judge. */
export interface NamedCounts {
  readonly open: number;
  readonly toJudge: number;
}

/** Both counts from one reading, so that no two pages of a director differ. */
export async function countsNamed(reader: Reader, actor: Actor, providerId: Id): Promise<NamedCounts> {
  const { sql, parameters } = condition(actor, providerId, 'open');
  const rows = await reader.sql<{ state: RequestState; count: number }>(
    `SELECT r.state AS "state", COUNT(*) AS "count" ${sql} GROUP BY r.state`,
    parameters,
  );
  const sum = (of: typeof rows): number => of.reduce((total, { count }) => total + Number(count), 0);
  return { open: sum(rows), toJudge: sum(rows.filter(({ state }) => TO_JUDGE.includes(state))) };
}

export async function countNamed(reader: Reader, actor: Actor, providerId: Id, state: StateFilter): Promise<number> {
  const { sql, parameters } = condition(actor, providerId, state);
  const [row] = await reader.sql<{ count: number }>(`SELECT COUNT(*) AS count ${sql}`, parameters);
  return Number(row?.count ?? 0);
}

/** First name and surname of the child of each request that the actor may read. */
export async function namesOf(reader: Reader, actor: Actor, requestIds: readonly Id[]): Promise<Map<Id, string>> {
  const scope = readableRequests(actor);
  const ids = listOf('request', [...new Set(requestIds)]);
  const rows = await reader.sql<{ id: Id; firstName: string | null; surname: string | null }>(
    `SELECT r.id AS "id", r.first_name AS "firstName", r.surname AS "surname" FROM child_request r WHERE ${scope.sql}
      AND r.id IN (${ids.sql})`,
    { ...scope.parameters, ...ids.parameters },
  );
  return new Map(rows.map((row) => [row.id, [row.firstName, row.surname].filter(Boolean).join(' ')]));
}
