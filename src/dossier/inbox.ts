import { Injectable } from '@nestjs/common';
import type { Id } from '../kernel/ids.js';
import type { Day, Instant } from '../kernel/time.js';
import { Reader, type SqlParameters } from '../platform/database/index.js';
import { grantsFor, Permission, type Actor } from '../platform/security/index.js';
import type { NextActOwner } from './domain/next-act.js';
import { OPEN_STATES, type RequestState } from './domain/request-lifecycle.js';
import { namedRequests, startsWithWords, wishingRequests, type Search } from './inbox-search.js';

export interface InboxFilter {
  readonly state?: RequestState;
  readonly communeCode?: string;
  readonly providerId?: Id;
  /** Whose act is awaited. */
  readonly owner?: NextActOwner;
  /** Beginnings of names of the child or of an adult, or a dossier number. */
  readonly text?: string;
  /** Only what is due on or before this day. */
  readonly dueBy?: Day;
  /** The last row of the page before (keyset). */
  readonly after?: { due: Day; id: Id };
}

export interface InboxRow {
  readonly id: Id;
  readonly dossierId: Id;
  readonly number: string;
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
}

export interface InboxCount {
  readonly state: RequestState;
  /** At most {@link MOST_COUNTED}: that many or more. */
  readonly count: number;
  readonly overdue: number;
}

export const INBOX_PAGE = 50;
/** Beyond, nobody reads the figure: counting stops. */
export const MOST_COUNTED = 1000;
/** Up to so many requests with a name or a wish are looked at one by one; when there are more, the next due are soon found among all. */
const MOST_CANDIDATES = 1000;

/** As the partial indexes of `child_request` say it. */
const OPEN = 'r.next_act_due IS NOT NULL AND r.joined_into_id IS NULL';

/**
 * What is due at a desk, first. What it reads follows an index from the first row to the last, so that it costs the same with two
 * thousand requests and with two hundred thousand (docs/decisions/0018-inbox.md).
 */
@Injectable()
export class Inbox {
  constructor(private readonly reader: Reader) {}

  /** Open requests of the actor's desks by next act due, then id; at most {@link INBOX_PAGE}. */
  async rows(actor: Actor, filter: InboxFilter): Promise<InboxRow[]> {
    const desks = desksOf(actor);
    if (desks.length === 0) return [];
    const parameters: SqlParameters = Object.fromEntries(desks.map((desk, index) => [`desk${index}`, desk]));
    const conditions = conditionsOf(filter, parameters);
    const searches = [
      ...(filter.text ? [namedRequests(this.reader.dialect, startsWithWords(filter.text))] : []), ...(filter.providerId ? [wishingRequests(filter.providerId)] : []),
    ];
    const driver = await this.fewest(searches);
    for (const search of searches) {
      Object.assign(parameters, search.parameters);
      if (search !== driver) conditions.push(search.matches);
    }
    if (driver?.refine) conditions.push(driver.matches);
    const from = driver ? `(${driver.candidates}) AS c CROSS JOIN child_request r` : 'child_request r';
    if (driver) conditions.push('r.id = c.request_id');
    const first = desks.map((_, index) => `SELECT * FROM (SELECT r.id AS id FROM ${from} WHERE r.desk_id = :desk${index} AND ${conditions.join(' AND ')}
      ORDER BY r.next_act_due, r.id LIMIT ${INBOX_PAGE}) AS desk${index}`);
    return this.reader.sql<InboxRow>(
      `SELECT r.id AS "id", r.dossier_id AS "dossierId", d.number AS "number", r.first_name AS "firstName", r.surname AS "surname",
              r.birth_date AS "birthDate", r.due_date AS "dueDate", r.commune_code AS "communeCode", r.state AS "state",
              r.wanted_from AS "wantedFrom", r.next_act AS "nextAct", r.next_act_due AS "nextActDue", r.next_act_owner AS "nextActOwner",
              r.submitted_at AS "submittedAt"
       FROM (${first.join(' UNION ALL ')}) AS f CROSS JOIN child_request r CROSS JOIN dossier d
       WHERE r.id = f.id AND d.id = r.dossier_id ORDER BY r.next_act_due, r.id LIMIT ${INBOX_PAGE}`,
      parameters,
    );
  }

  /** The search with the fewest candidates, unless each has too many. */
  private async fewest(searches: readonly Search[]): Promise<Search | null> {
    let best: { search: Search; count: number } | null = null;
    for (const search of searches) {
      const [row] = await this.reader.sql<{ count: number | string }>(
        `SELECT COUNT(*) AS "count" FROM (SELECT 1 AS one FROM (${search.candidates}) AS c LIMIT ${MOST_CANDIDATES + 1}) AS counted`, search.parameters,
      );
      const count = Number(row?.count ?? 0);
      if (count <= MOST_CANDIDATES && (best === null || count < best.count)) best = { search, count };
    }
    return best?.search ?? null;
  }

  /** Open requests of the actor's desks by state, and of these how many are overdue on a day; counted up to {@link MOST_COUNTED} each. */
  async counts(actor: Actor, today: Day): Promise<InboxCount[]> {
    const desks = desksOf(actor);
    if (desks.length === 0) return [];
    const upTo = (desk: number, state: RequestState, more: string): string =>
      `(SELECT COUNT(*) FROM (SELECT 1 AS one FROM child_request r WHERE r.desk_id = :desk${desk} AND r.state = '${state}' AND ${OPEN}${more} LIMIT ${MOST_COUNTED}) AS counted)`;
    const sum = (state: RequestState, more: string): string => desks.map((_, index) => upTo(index, state, more)).join(' + ');
    const rows = await this.reader.sql<{ state: RequestState; count: number | string; overdue: number | string }>(
      OPEN_STATES.map((state) => `SELECT '${state}' AS "state", ${sum(state, '')} AS "count", ${sum(state, ' AND r.next_act_due < :today')} AS "overdue"`).join(' UNION ALL '),
      { today, ...Object.fromEntries(desks.map((desk, index) => [`desk${index}`, desk])) },
    );
    const capped = (count: number | string): number => Math.min(Number(count), MOST_COUNTED);
    return rows.map((row) => ({ state: row.state, count: capped(row.count), overdue: capped(row.overdue) })).filter(({ count }) => count > 0);
  }
}

const desksOf = (actor: Actor): string[] => [...new Set(grantsFor(actor, Permission.TriageRequests).flatMap((grant) => grant.deskId ?? []))];

function conditionsOf(filter: InboxFilter, parameters: SqlParameters): string[] {
  const conditions = [OPEN];
  const add = (condition: string, values: SqlParameters): void => {
    conditions.push(condition);
    Object.assign(parameters, values);
  };
  if (filter.state) add('r.state = :state', { state: filter.state });
  if (filter.communeCode) add('r.commune_code = :commune', { commune: filter.communeCode });
  if (filter.owner) add('r.next_act_owner = :owner', { owner: filter.owner });
  if (filter.dueBy) add('r.next_act_due <= :dueBy', { dueBy: filter.dueBy });
  if (filter.after) add('(r.next_act_due, r.id) > (:due, :id)', filter.after);
  return conditions;
}
