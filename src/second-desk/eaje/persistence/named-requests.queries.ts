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
import {
  keysetPage,
  listOf,
  type ListOrder,
  type PageFrom,
  type Reader,
  type SqlParameters,
  type SqlPart,
} from '../../../foundation/platform/database/index.js';
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

const ORDERS = {
  wanted: { column: 'r.wanted_from', mayLack: true, backwards: false },
  received: { column: 'r.submitted_at', mayLack: false, backwards: false },
  latest: { column: 'r.submitted_at', mayLack: false, backwards: true },
  born: { column: 'r.birth_date', mayLack: true, backwards: false },
} as const satisfies Record<string, ListOrder>;
export type NamedOrder = keyof typeof ORDERS;
export const NAMED_ORDERS = Object.keys(ORDERS) as readonly NamedOrder[];

export interface NamedFilter extends PageFrom {
  readonly state: StateFilter;
  readonly order: NamedOrder;
  readonly communeCode?: string | undefined;
  /** Only requests of which the establishment is the first wish. */
  readonly isFirstWish?: boolean;
  /** Only what is wanted from this day or before. */
  readonly wantedBy?: Day | undefined;
}

function condition(actor: Actor, providerId: Id, state: StateFilter): SqlPart {
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

function filtered(
  actor: Actor,
  providerId: Id,
  { state, communeCode, isFirstWish = false, wantedBy }: NamedFilter,
): SqlPart {
  const { sql, parameters } = condition(actor, providerId, state);
  const [conditions, values]: [string[], SqlParameters] = [[sql], { ...parameters }];
  if (communeCode) conditions.push('r.commune_code = :communeCode');
  if (communeCode) values['communeCode'] = communeCode;
  if (isFirstWish) conditions.push('named.rank = 1');
  if (wantedBy) conditions.push('r.wanted_from <= :wantedBy');
  if (wantedBy) values['wantedBy'] = wantedBy;
  return { sql: conditions.join(' AND '), parameters: values };
}

/** The requests that name an establishment and that the actor may read, in the order of the filter. */
export async function namedRequests(
  reader: Reader,
  actor: Actor,
  providerId: Id,
  filter: NamedFilter,
  most: number,
): Promise<NamedRequest[]> {
  const { sql, parameters } = filtered(actor, providerId, filter);
  const page = keysetPage(ORDERS[filter.order], 'r.id', filter);
  const rows = await reader.sql<Omit<NamedRequest, 'need'> & { need: string }>(
    `SELECT ${COLUMNS} ${sql} AND ${page.sql} ORDER BY ${page.order} LIMIT ${most}`,
    { ...parameters, ...page.parameters },
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
  const rows = await countNamedByState(reader, actor, providerId);
  const sum = (of: typeof rows): number => of.reduce((total, { count }) => total + count, 0);
  return { open: sum(rows), toJudge: sum(rows.filter(({ state }) => TO_JUDGE.includes(state))) };
}

/** How many open requests name an establishment in each state; a state without any is absent. */
export async function countNamedByState(
  reader: Reader,
  actor: Actor,
  providerId: Id,
): Promise<{ state: RequestState; count: number }[]> {
  const { sql, parameters } = condition(actor, providerId, 'open');
  const rows = await reader.sql<{ state: RequestState; count: number | string }>(
    `SELECT r.state AS "state", COUNT(*) AS "count" ${sql} GROUP BY r.state`,
    parameters,
  );
  return rows.map(({ state, count }) => ({ state, count: Number(count) }));
}

/** How many requests the filters find. @param most the number at which counting stops */
export async function countNamed(
  reader: Reader,
  actor: Actor,
  providerId: Id,
  filter: NamedFilter,
  most: number,
): Promise<number> {
  const { sql, parameters } = filtered(actor, providerId, filter);
  const [row] = await reader.sql<{ count: number | string }>(
    `SELECT COUNT(*) AS "count" FROM (SELECT r.id ${sql} LIMIT ${most}) AS counted`,
    parameters,
  );
  return Number(row!.count);
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
