import type { Id } from '../../../foundation/kernel/ids.js';
import { addDays, daysBetween, type Day, type Instant } from '../../../foundation/kernel/time.js';
import {
  listOf,
  type Reader,
  type RowPlace,
  type SqlParameters,
  type SqlPart,
  type Tx,
} from '../../../foundation/platform/database/index.js';
import type { NextActCode, NextActOwner } from '../domain/next-act.js';
import type { RequestState } from '../domain/request-states.js';
import type { RequestSearch } from './request-search.queries.js';

export interface InboxRow {
  readonly id: Id;
  readonly version: number;
  readonly dossierId: Id;
  readonly number: string;
  /** The known family's dossier, for a deposit that nobody has judged yet. */
  readonly arrivedForId: Id | null;
  readonly firstName: string | null;
  readonly surname: string | null;
  readonly birthDate: Day | null;
  readonly dueDate: Day | null;
  readonly communeCode: string | null;
  readonly state: RequestState;
  readonly wantedFrom: Day | null;
  readonly nextAct: string;
  readonly nextActDue: Day;
  readonly nextActOwner: string;
  readonly submittedAt: Instant;
  /** The day from which an emergency needs care. */
  readonly urgentFrom: Day | null;
}

/**
 * The orders of the inbox: a column, then the id. A row without a value stands last. Each order has an index of
 * `child_request`, which is read from its first row on, or from its last.
 */
const ORDERS = {
  due: { column: 'r.next_act_due', mayLack: false, backwards: false },
  received: { column: 'r.submitted_at', mayLack: false, backwards: false },
  latest: { column: 'r.submitted_at', mayLack: false, backwards: true },
  wanted: { column: 'r.wanted_from', mayLack: true, backwards: false },
  born: { column: 'r.birth_date', mayLack: true, backwards: false },
} as const;
export type InboxOrder = keyof typeof ORDERS;
export const INBOX_ORDERS = Object.keys(ORDERS) as readonly InboxOrder[];

/** Filters on the columns of a request. */
export interface DueFilter {
  readonly state?: RequestState;
  readonly communeCode?: string;
  /** Who has to act next. */
  readonly owner?: NextActOwner;
  /** Only emergencies that wait for their desk, or for a session: until it sits, a director may still give a place. */
  readonly urgent?: true;
  /** Only requests with this act to come. */
  readonly act?: NextActCode;
  /** Only what is due on or after this day. */
  readonly dueFrom?: Day;
  /** Only what is due on or before this day. */
  readonly dueBy?: Day;
  /** The order of the list; by the act that is due next when absent. */
  readonly order?: InboxOrder;
  /** The last row of the previous page, in that order. */
  readonly after?: RowPlace;
  /** The row before which the list is read, nearest first. */
  readonly before?: RowPlace;
}

/** A statement that finds the requests which a search may match. */
export interface Candidates {
  /** Selects the `request_id` of each. It uses the parameters of the search. */
  readonly sql: string;
  /** How many rows it returns, counted up to a limit. */
  readonly count: number;
}

/** What a page of the inbox is limited to. */
export interface DueWanted {
  readonly filter: DueFilter;
  readonly searches: readonly RequestSearch[];
  /**
   * The candidates to check one by one, and the most of them. Null when the search goes through all due requests
   * instead.
   */
  readonly through: { readonly candidates: Candidates; readonly most: number } | null;
}

/** Written exactly as in the partial indexes of `child_request`, so that they are used. */
export const OPEN = 'r.next_act_due IS NOT NULL AND r.joined_into_id IS NULL';

function conditionsOf(filter: DueFilter, searches: readonly RequestSearch[], which = OPEN): SqlPart {
  const conditions = [which];
  const parameters: SqlParameters = {};
  const add = (condition: string, values: SqlParameters): void => {
    conditions.push(condition);
    Object.assign(parameters, values);
  };
  if (filter.state) add('r.state = :state', { state: filter.state });
  if (filter.communeCode) add('r.commune_code = :commune', { commune: filter.communeCode });
  if (filter.owner) add('r.next_act_owner = :owner', { owner: filter.owner });
  // Emergencies are few: their own index is read, and not that of all that waits for somebody.
  if (filter.urgent)
    add(`r.urgent_from IS NOT NULL AND (COALESCE(r.next_act_owner, '') = 'desk' OR r.state = 'before_commission')`, {});
  if (filter.act) add('r.next_act = :act', { act: filter.act });
  const due = dueWithin(filter.dueFrom ?? null, filter.dueBy ?? null, 'due');
  if (due.sql !== '') add(due.sql, due.parameters);
  for (const search of searches) add(search.matches, search.parameters);
  return { sql: conditions.join(' AND '), parameters };
}

/** More days than a week are no list. */
const MOST_DAYS = 7;

/**
 * Due within days. A few days are named one by one: between two ends, SQLite would read everything that is due then by
 * the index of days alone, whatever the act.
 */
function dueWithin(from: Day | null, by: Day | null, name: string): SqlPart {
  if (from !== null && by !== null && daysBetween(from, by) < MOST_DAYS) {
    const span = Math.max(0, daysBetween(from, by) + 1);
    const days = listOf(
      name,
      Array.from({ length: span }, (_, index) => addDays(from, index)),
    );
    return { sql: `r.next_act_due IN (${days.sql})`, parameters: days.parameters };
  }
  return {
    sql: [
      ...(from === null ? [] : [`r.next_act_due >= :${name}From`]),
      ...(by === null ? [] : [`r.next_act_due <= :${name}By`]),
    ].join(' AND '),
    parameters: { ...(from === null ? {} : { [`${name}From`]: from }), ...(by === null ? {} : { [`${name}By`]: by }) },
  };
}

/** The requests that the conditions are asked of: the candidates of a search, or all. */
const sourceOf = (through: DueWanted['through']): string =>
  through === null
    ? 'child_request r'
    : `(SELECT DISTINCT request_id FROM (${through.candidates.sql}) AS found LIMIT ${through.most}) AS c CROSS JOIN child_request r`;

/**
 * The parts of a list, one after the other: the rows that have a value in its order, then those that have none. Each is a
 * range of one index, and those on the other side of its place are left out.
 */
function partsOf({ order = 'due', after, before }: DueFilter): { condition: string; by: string }[] {
  const { column, mayLack, backwards } = ORDERS[order];
  const [direction, beyond] = backwards === (before !== undefined) ? ['ASC', '>'] : ['DESC', '<'];
  const place = before ?? after;
  const valued = {
    condition:
      place && place.value !== null
        ? `(${column}, r.id) ${beyond} (:placeValue, :placeId)`
        : mayLack
          ? `${column} IS NOT NULL`
          : '',
    by: `${column} ${direction}, r.id ${direction}`,
  };
  const lacking = {
    condition: `${column} IS NULL${place?.value === null ? ` AND r.id ${beyond} :placeId` : ''}`,
    by: `${column} ${direction}, r.id ${direction}`,
  };
  const goesOnWithout = mayLack && (before === undefined || before.value === null);
  return [...(after?.value === null ? [] : [valued]), ...(goesOnWithout ? [lacking] : [])];
}

/**
 * Open requests of desks in the order of the filter: by next act due, then id, when it names none. Before a row, those
 * nearest to it come first.
 */
export function listDueRequests(
  from: Reader | Tx,
  deskIds: readonly string[],
  { filter, searches, through }: DueWanted,
  most: number,
): Promise<InboxRow[]> {
  const { column } = ORDERS[filter.order ?? 'due'];
  const isBack = filter.before !== undefined;
  const direction = ORDERS[filter.order ?? 'due'].backwards === isBack ? 'ASC' : 'DESC';
  const conditions = conditionsOf(filter, searches);
  const source = sourceOf(through);
  const first = deskIds.flatMap((_, desk) =>
    partsOf(filter).map(
      ({ condition, by }, part) => `SELECT * FROM (SELECT r.id AS id FROM ${source} WHERE r.desk_id = :desk${desk}
      AND ${conditions.sql} ${condition === '' ? '' : `AND ${condition}`}
      ${through === null ? '' : 'AND r.id = c.request_id'} ORDER BY ${by} LIMIT ${most}) AS desk${desk}_${part}`,
    ),
  );
  return from.sql<InboxRow>(
    `SELECT r.id AS "id", r.version AS "version", r.dossier_id AS "dossierId", d.number AS "number",
            d.arrived_for_id AS "arrivedForId", r.first_name AS "firstName", r.surname AS "surname",
            r.birth_date AS "birthDate", r.due_date AS "dueDate", r.commune_code AS "communeCode", r.state AS "state",
            r.wanted_from AS "wantedFrom", r.next_act AS "nextAct", r.next_act_due AS "nextActDue", r.next_act_owner AS "nextActOwner",
            r.submitted_at AS "submittedAt", r.urgent_from AS "urgentFrom"
     FROM (${first.join(' UNION ALL ')}) AS f CROSS JOIN child_request r CROSS JOIN dossier d
     WHERE r.id = f.id AND d.id = r.dossier_id
     ORDER BY CASE WHEN ${column} IS NULL THEN 1 ELSE 0 END ${isBack ? 'DESC' : 'ASC'},
       ${column} ${direction}, r.id ${direction} LIMIT ${most}`,
    { ...conditions.parameters, ...placeOf(filter), ...desksOf(deskIds) },
  );
}

function placeOf({ after, before }: DueFilter): SqlParameters {
  const place = before ?? after;
  return place ? { placeId: place.id, ...(place.value === null ? {} : { placeValue: place.value }) } : {};
}

/** How many open requests of desks the same filters find. @param most the number at which counting stops, for each desk */
export async function countListedRequests(
  from: Reader | Tx,
  deskIds: readonly string[],
  { filter, searches, through }: DueWanted,
  most: number,
): Promise<number> {
  const conditions = conditionsOf(filter, searches);
  const source = sourceOf(through);
  const found = deskIds.map(
    (_, index) => `SELECT * FROM (SELECT r.id AS id FROM ${source} WHERE r.desk_id = :desk${index} AND ${conditions.sql}
      ${through === null ? '' : 'AND r.id = c.request_id'} LIMIT ${most}) AS desk${index}`,
  );
  const [row] = await from.sql<{ listed: number | string }>(
    `SELECT COUNT(*) AS "listed" FROM (${found.join(' UNION ALL ')}) AS f`,
    { ...conditions.parameters, ...desksOf(deskIds) },
  );
  return Number(row!.listed);
}

/** A request that a search found, whatever became of it. */
export interface FoundRow extends Omit<
  InboxRow,
  'version' | 'nextAct' | 'nextActDue' | 'nextActOwner' | 'arrivedForId' | 'urgentFrom'
> {
  readonly nextActDue: Day | null;
}

/**
 * Requests of desks that a search finds and the inbox does not list, because nothing is due: placed, ended, refused,
 * closed. With `due` also those of the inbox, which come first.
 * @param without a search whose requests are left out
 */
export function listFoundRequests(
  from: Reader | Tx,
  deskIds: readonly string[],
  { filter, search, candidates, others, without, due }: FoundWanted,
  most: number,
): Promise<FoundRow[]> {
  const which = due ? 'r.joined_into_id IS NULL' : 'r.next_act_due IS NULL AND r.joined_into_id IS NULL';
  const conditions = conditionsOf(filter, [search, ...others], which);
  const desks = deskIds.map((_, index) => `:desk${index}`).join(', ');
  return from.sql<FoundRow>(
    `SELECT r.id AS "id", r.dossier_id AS "dossierId", d.number AS "number", r.first_name AS "firstName", r.surname AS "surname",
            r.birth_date AS "birthDate", r.due_date AS "dueDate", r.commune_code AS "communeCode", r.state AS "state",
            r.wanted_from AS "wantedFrom", r.next_act_due AS "nextActDue", r.submitted_at AS "submittedAt"
     FROM (SELECT DISTINCT request_id FROM (SELECT request_id FROM (${candidates}) AS every LIMIT ${MOST_FOUND}) AS found) AS c
     CROSS JOIN child_request r CROSS JOIN dossier d
     WHERE r.id = c.request_id AND d.id = r.dossier_id AND r.desk_id IN (${desks}) AND ${conditions.sql}
       ${without ? `AND NOT (${without.matches})` : ''}
     ORDER BY CASE WHEN r.next_act_due IS NULL THEN 1 ELSE 0 END, r.next_act_due, r.submitted_at DESC, r.id LIMIT ${most}`,
    { ...conditions.parameters, ...without?.parameters, ...desksOf(deskIds) },
  );
}

/** How many requests that a search may match are looked at. A search that leads to more has to be more precise. */
export const MOST_FOUND = 5000;

export interface FoundWanted {
  readonly filter: DueFilter;
  readonly search: RequestSearch;
  /** The statement of candidates that leads: one of the search's. */
  readonly candidates: string;
  readonly others: readonly RequestSearch[];
  readonly without?: RequestSearch;
  readonly due: boolean;
}

/**
 * Every statement of candidates of these searches, with the number of its rows. @param most the number at which
 * counting stops
 */
export async function countCandidates(
  from: Reader | Tx,
  searches: readonly RequestSearch[],
  most: number,
): Promise<Candidates[]> {
  const candidates = searches.flatMap((search) => search.candidates);
  if (candidates.length === 0) return [];
  const upTo = (count: string, index: number): string =>
    `(SELECT COUNT(*) FROM (SELECT 1 AS one FROM (${count}) AS c LIMIT ${most}) AS counted) AS "${index}"`;
  const [counts] = await from.sql<Record<string, number | string>>(
    `SELECT ${candidates.map(upTo).join(', ')}`,
    Object.assign({}, ...searches.map(({ parameters }) => parameters)) as SqlParameters,
  );
  return candidates.map((sql, index) => ({ sql, count: Number(counts![index]) }));
}

/**
 * Open requests of desks by state, and how many of them were due before a day. A state without any request is absent.
 * @param most the number at which counting stops, for each desk and state; the most overdue are counted first
 */
export async function countDueRequests(
  from: Reader | Tx,
  deskIds: readonly string[],
  { states, today, most }: { states: readonly RequestState[]; today: Day; most: number },
): Promise<{ state: RequestState; count: number; overdue: number }[]> {
  // In order of the due day: this follows the index, and counts the overdue requests first.
  const nextDue = deskIds.flatMap((_, desk) =>
    states.map(
      (state) => `SELECT * FROM (SELECT r.state AS state, r.next_act_due AS due FROM child_request r
      WHERE r.desk_id = :desk${desk} AND r.state = '${state}' AND ${OPEN} ORDER BY r.next_act_due
      LIMIT ${most}) AS ${state}${desk}`,
    ),
  );
  const rows = await from.sql<{ state: RequestState; count: number | string; overdue: number | string }>(
    `SELECT state AS "state", COUNT(*) AS "count", SUM(CASE WHEN due < :today THEN 1 ELSE 0 END) AS "overdue"
      FROM (${nextDue.join(' UNION ALL ')}) AS counted GROUP BY state`,
    { today, ...desksOf(deskIds) },
  );
  return rows.map(({ state, count, overdue }) => ({ state, count: Number(count), overdue: Number(overdue) }));
}

/** An act, and the days within which it is due; without a last day, from the first one on. */
export interface DueWindow {
  readonly act: NextActCode;
  readonly dueFrom: Day | null;
  readonly dueBy: Day | null;
}

/**
 * How many open requests of desks have each act due within each of these days.
 * @param most the number at which counting stops, for each desk and each window
 */
export async function countDueActs(
  from: Reader | Tx,
  deskIds: readonly string[],
  windows: readonly DueWindow[],
  most: number,
): Promise<number[]> {
  const parameters: SqlParameters = desksOf(deskIds);
  // Each is a part of one index, so that a large backlog costs no more than `most` rows.
  const counted = windows.map(({ act, dueFrom, dueBy }, index) => {
    const due = dueWithin(dueFrom, dueBy, `due${index}_`);
    Object.assign(parameters, due.parameters, { [`act${index}`]: act });
    const found = deskIds.map(
      (_, desk) => `SELECT * FROM (SELECT 1 AS one FROM child_request r WHERE r.desk_id = :desk${desk}
        AND r.next_act = :act${index} AND ${OPEN} ${due.sql === '' ? '' : `AND ${due.sql}`} LIMIT ${most}) AS desk${desk}`,
    );
    return `(SELECT COUNT(*) FROM (${found.join(' UNION ALL ')}) AS f${index}) AS "${index}"`;
  });
  const [row] = await from.sql<Record<string, number | string>>(`SELECT ${counted.join(', ')}`, parameters);
  return windows.map((_, index) => Number(row![index]));
}

/** How many of these requests are open and of these desks. */
export async function countDueAmong(
  from: Reader | Tx,
  deskIds: readonly string[],
  ids: readonly Id[],
): Promise<number> {
  const [desks, among] = [listOf('desk', deskIds), listOf('among', ids)];
  const [counted] = await from.sql<{ due: number | string }>(
    `SELECT COUNT(*) AS "due" FROM child_request r WHERE r.id IN (${among.sql}) AND r.desk_id IN (${desks.sql}) AND ${OPEN}`,
    { ...desks.parameters, ...among.parameters },
  );
  return Number(counted!.due);
}

/** The parameters `desk0`, `desk1`… that queries with a part for each desk name. */
export const desksOf = (deskIds: readonly string[]): SqlParameters =>
  Object.fromEntries(deskIds.map((id, index) => [`desk${index}`, id]));
