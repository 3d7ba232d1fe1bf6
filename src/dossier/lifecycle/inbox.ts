import { Injectable } from '@nestjs/common';
import type { Id } from '../../kernel/ids.js';
import type { Day, Instant } from '../../kernel/time.js';
import { Reader, type SqlParameters } from '../../platform/database/index.js';
import { desksOf, type Actor } from '../../platform/security/index.js';
import type { NextActOwner } from '../domain/next-act.js';
import { OPEN_STATES, type RequestState } from '../domain/request-lifecycle.js';
import { searchFor, wishingRequests, type Search } from './inbox-search.js';

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
/**
 * Up to so many requests with a name or a wish are looked at one by one; when there are more, the next due are soon
 * found among all.
 */
const MOST_CANDIDATES = 1000;

/** As the partial indexes of `child_request` say it. */
const OPEN = 'r.next_act_due IS NOT NULL AND r.joined_into_id IS NULL';

/**
 * What is due at a desk, first. What it reads follows an index from the first row to the last, so that it costs the
 * same with two thousand requests and with two hundred thousand (docs/decisions/0018-inbox.md).
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
      ...(filter.text ? [searchFor(this.reader.dialect, filter.text)] : []),
      ...(filter.providerId ? [wishingRequests(filter.providerId)] : []),
    ];
    for (const search of searches) {
      conditions.push(search.matches);
      Object.assign(parameters, search.parameters);
    }
    const few = await this.fewest(searches);
    if (few !== null) conditions.push('r.id = c.request_id');
    const from =
      few === null
        ? 'child_request r'
        : `(SELECT DISTINCT request_id FROM (${few}) AS found LIMIT ${MOST_CANDIDATES}) AS c CROSS JOIN child_request r`;
    const first = desks.map(
      (
        _,
        index,
      ) => `SELECT * FROM (SELECT r.id AS id FROM ${from} WHERE r.desk_id = :desk${index} AND ${conditions.join(' AND ')}
      ORDER BY r.next_act_due, r.id LIMIT ${INBOX_PAGE}) AS desk${index}`,
    );
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

  /** The candidates that are fewest, unless all are too many. */
  private async fewest(searches: readonly Search[]): Promise<string | null> {
    const candidates = searches.flatMap((search) => search.candidates);
    if (candidates.length === 0) return null;
    const upTo = (one: string, index: number): string =>
      `(SELECT COUNT(*) FROM (SELECT 1 AS one FROM (${one}) AS c LIMIT ${MOST_CANDIDATES + 1}) AS counted) AS "${index}"`;
    const [counts] = await this.reader.sql<Record<string, number | string>>(
      `SELECT ${candidates.map(upTo).join(', ')}`,
      Object.assign({}, ...searches.map(({ parameters }) => parameters)) as SqlParameters,
    );
    const counted = candidates
      .map((sql, index) => ({ sql, count: Number(counts![index]) }))
      .sort((a, b) => a.count - b.count);
    return counted[0]!.count <= MOST_CANDIDATES ? counted[0]!.sql : null;
  }

  /**
   * Open requests of the actor's desks by state, and of these how many are overdue on a day; counted up to {@link
   * MOST_COUNTED} each.
   */
  async counts(actor: Actor, today: Day): Promise<InboxCount[]> {
    const desks = desksOf(actor);
    if (desks.length === 0) return [];
    // In order of what is due: the index is followed, and those that are overdue are the first.
    const nextDue = desks.flatMap((_, desk) =>
      OPEN_STATES.map(
        (state) => `SELECT * FROM (SELECT r.state AS state, r.next_act_due AS due FROM child_request r
      WHERE r.desk_id = :desk${desk} AND r.state = '${state}' AND ${OPEN} ORDER BY r.next_act_due
      LIMIT ${MOST_COUNTED}) AS ${state}${desk}`,
      ),
    );
    const rows = await this.reader.sql<{ state: RequestState; count: number | string; overdue: number | string }>(
      `SELECT state AS "state", COUNT(*) AS "count", SUM(CASE WHEN due < :today THEN 1 ELSE 0 END) AS "overdue"
        FROM (${nextDue.join(' UNION ALL ')}) AS counted GROUP BY state`,
      { today, ...Object.fromEntries(desks.map((desk, index) => [`desk${index}`, desk])) },
    );
    const capped = (count: number | string): number => Math.min(Number(count), MOST_COUNTED);
    return rows.map((row) => ({ state: row.state, count: capped(row.count), overdue: capped(row.overdue) }));
  }
}

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
