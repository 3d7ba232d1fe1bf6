import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import type { SlotMask } from '../../../foundation/kernel/week-schedule.js';
import {
  keysetPage,
  listOf,
  type ListOrder,
  type PageFrom,
  type Reader,
  type SqlParameters,
  type SqlPart,
} from '../../../foundation/platform/database/index.js';
import type { OfferState } from '../../../places/placement/index.js';

/** Each order is one index of `offer`, after the state. */
const ORDERS = {
  due: { column: 'o.effective_deadline', mayLack: false, backwards: false },
  made: { column: 'o.made_at', mayLack: false, backwards: true },
  answered: { column: 'o.answered_at', mayLack: false, backwards: true },
} as const satisfies Record<string, ListOrder>;
export type OfferOrder = keyof typeof ORDERS;
export const OFFER_ORDERS = Object.keys(ORDERS) as readonly OfferOrder[];

/** Whose offers are listed: those of some desks, or all but those of cases in which the members that one is take no part. */
export type OfferScope =
  | { readonly kind: 'desks'; readonly deskIds: readonly string[] }
  | { readonly kind: 'all'; readonly accountId: Id; readonly personKeys: readonly string[] };

export interface OfferFilter {
  readonly states: readonly OfferState[];
  readonly providerId?: string | undefined;
  readonly communeCode?: string | undefined;
  /** Only what has to be answered on or before this day, as the moment at which it is over. */
  readonly before?: Instant | undefined;
}

export interface OffersWanted extends OfferFilter {
  readonly order: OfferOrder;
  readonly from: PageFrom;
}

export interface ListedOffer {
  readonly id: Id;
  readonly requestId: Id;
  readonly sessionId: Id | null;
  readonly number: string;
  readonly firstName: string | null;
  readonly surname: string | null;
  readonly communeCode: string | null;
  readonly sectionId: Id;
  readonly providerId: Id;
  readonly from: Day;
  readonly slots: SlotMask;
  readonly coversNeed: boolean;
  readonly state: OfferState;
  readonly madeAt: Instant;
  readonly effectiveDeadline: Instant;
  readonly remindedAt: Instant | null;
  readonly answeredAt: Instant | null;
}

function conditionsOf(scope: OfferScope, { providerId, communeCode, before }: OfferFilter): SqlPart {
  const theirs = scope.kind === 'desks' ? listOf('desk', scope.deskIds) : listOf('person', scope.personKeys);
  const parameters: SqlParameters = {
    ...theirs.parameters,
    ...(scope.kind === 'all' ? { accountId: scope.accountId } : {}),
  };
  const conditions = [
    scope.kind === 'desks'
      ? `r.desk_id IN (${theirs.sql})`
      : `NOT EXISTS (SELECT 1 FROM recusal c JOIN body_member m ON m.id = c.member_id
           WHERE c.session_id = o.session_id AND c.dossier_id = o.dossier_id
             AND (m.account_id = :accountId OR m.person_key IN (${theirs.sql})))`,
  ];
  const also = (sql: string, name: string, value: string | undefined): void => {
    if (!value) return;
    conditions.push(sql);
    parameters[name] = value;
  };
  also('o.provider_id = :providerId', 'providerId', providerId);
  also('r.commune_code = :communeCode', 'communeCode', communeCode);
  also('o.effective_deadline <= :before', 'before', before);
  return { sql: conditions.join(' AND '), parameters };
}

/** The ids of each state, one range of an index each. @param also the page and the order, by which each is cut */
function partsOf(filter: OfferFilter, conditions: SqlPart, most: number, also = '', order = ''): SqlPart {
  const parts = filter.states.map(
    (_, index) => `SELECT * FROM (SELECT o.id AS id FROM offer o CROSS JOIN child_request r
      WHERE r.id = o.request_id AND o.state = :state${index} AND ${conditions.sql} ${also} ${order}
      LIMIT ${Math.trunc(most)}) AS part${index}`,
  );
  const states = Object.fromEntries(filter.states.map((state, index) => [`state${index}`, state]));
  return { sql: parts.join(' UNION ALL '), parameters: { ...conditions.parameters, ...states } };
}

/** The offers that the filters find, in their order; read back from a row, the nearest first. */
export async function listOffers(
  reader: Reader,
  scope: OfferScope,
  wanted: OffersWanted,
  most: number,
): Promise<ListedOffer[]> {
  const page = keysetPage(ORDERS[wanted.order], 'o.id', wanted.from);
  const parts = partsOf(wanted, conditionsOf(scope, wanted), most, `AND ${page.sql}`, `ORDER BY ${page.order}`);
  const rows = await reader.sql<Omit<ListedOffer, 'coversNeed'> & { coversNeed: boolean | number }>(
    `SELECT o.id AS "id", o.request_id AS "requestId", o.session_id AS "sessionId", d.number AS "number",
            r.first_name AS "firstName", r.surname AS "surname", r.commune_code AS "communeCode",
            o.section_id AS "sectionId", o.provider_id AS "providerId", o."from" AS "from", o.slots AS "slots",
            o.covers_need AS "coversNeed", o.state AS "state", o.made_at AS "madeAt",
            o.effective_deadline AS "effectiveDeadline", o.reminded_at AS "remindedAt", o.answered_at AS "answeredAt"
     FROM (${parts.sql}) AS f CROSS JOIN offer o CROSS JOIN child_request r CROSS JOIN dossier d
     WHERE o.id = f.id AND r.id = o.request_id AND d.id = o.dossier_id
     ORDER BY ${page.order} LIMIT ${Math.trunc(most)}`,
    { ...parts.parameters, ...page.parameters },
  );
  return rows.map((row) => ({ ...row, slots: Number(row.slots), coversNeed: Boolean(row.coversNeed) }));
}

/** How many the filters find. @param most the number at which counting stops */
export async function countOffers(
  reader: Reader,
  scope: OfferScope,
  filter: OfferFilter,
  most: number,
): Promise<number> {
  const parts = partsOf(filter, conditionsOf(scope, filter), most);
  const [row] = await reader.sql<{ count: number | string }>(
    `SELECT COUNT(*) AS "count" FROM (SELECT f.id FROM (${parts.sql}) AS f LIMIT ${Math.trunc(most)}) AS counted`,
    parts.parameters,
  );
  return Number(row!.count);
}
