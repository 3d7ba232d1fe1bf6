import { In } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import {
  keysetPage,
  listOf,
  type ListOrder,
  type PageFrom,
  type Reader,
  type SqlParameters,
  type SqlPart,
} from '../../../foundation/platform/database/index.js';
import { Enquiry } from './triage.entities.js';

const ORDERS = {
  latest: { column: 'e.at', mayLack: false, backwards: true },
  oldest: { column: 'e.at', mayLack: false, backwards: false },
  callBack: { column: 'e.call_back_on', mayLack: true, backwards: false },
} as const satisfies Record<string, ListOrder>;
export type EnquiryOrder = keyof typeof ORDERS;
export const ENQUIRY_ORDERS = Object.keys(ORDERS) as readonly EnquiryOrder[];

export interface EnquiryFilter {
  readonly channel?: string | undefined;
  readonly subject?: string | undefined;
  readonly communeCode?: string | undefined;
  /** Only people to call back within these days, both included; null for an end that is open. */
  readonly callBack?: { readonly from: Day | null; readonly by: Day | null } | undefined;
  /** Only people who still wait for an answer. */
  readonly isUnanswered?: boolean | undefined;
  /** Only what this agent noted, or promised to call back. */
  readonly agent?: string | undefined;
}

export interface EnquiriesWanted extends EnquiryFilter, PageFrom {
  readonly order: EnquiryOrder;
}

/** The lines of imported lists are left out, because there are hundreds of them; what a point noted is its own. */
function filtered(
  deskIds: readonly string[],
  { channel, subject, communeCode, callBack, isUnanswered = false, agent }: EnquiryFilter,
): SqlPart {
  const desks = listOf('desk', deskIds);
  const conditions = [`e.desk_id IN (${desks.sql})`, `e.channel <> 'list'`, 'e.point_id IS NULL'];
  const parameters: SqlParameters = { ...desks.parameters };
  const also = (sql: string, name: string, value: string | null | undefined): void => {
    if (!value) return;
    conditions.push(sql);
    parameters[name] = value;
  };
  also('e.channel = :channel', 'channel', channel);
  also('e.subject = :subject', 'subject', subject);
  also('e.commune_code = :communeCode', 'communeCode', communeCode);
  also('(e.logged_by = :agent OR e.call_back_by = :agent)', 'agent', agent);
  if (isUnanswered) conditions.push('e.awaits_answer');
  if (callBack) conditions.push('e.call_back_on IS NOT NULL');
  also('e.call_back_on >= :callBackFrom', 'callBackFrom', callBack?.from);
  also('e.call_back_on <= :callBackBy', 'callBackBy', callBack?.by);
  return { sql: `FROM enquiry e WHERE ${conditions.join(' AND ')}`, parameters };
}

/** The enquiries of these desks that the filters find, in their order; read back from a row, the nearest first. */
export async function listEnquiries(
  reader: Reader,
  deskIds: readonly string[],
  wanted: EnquiriesWanted,
  most: number,
): Promise<Enquiry[]> {
  const { sql, parameters } = filtered(deskIds, wanted);
  const page = keysetPage(ORDERS[wanted.order], 'e.id', wanted);
  const found = await reader.sql<{ id: Id }>(
    `SELECT e.id AS "id" ${sql} AND ${page.sql} ORDER BY ${page.order} LIMIT ${Math.trunc(most)}`,
    { ...parameters, ...page.parameters },
  );
  const rows = await reader.find(Enquiry, { where: { id: In(found.map(({ id }) => id)) } });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return found.flatMap(({ id }) => byId.get(id) ?? []);
}

/** How many the filters find. @param most the number at which counting stops */
export async function countListedEnquiries(
  reader: Reader,
  deskIds: readonly string[],
  filter: EnquiryFilter,
  most: number,
): Promise<number> {
  const { sql, parameters } = filtered(deskIds, filter);
  const [row] = await reader.sql<{ count: number | string }>(
    `SELECT COUNT(*) AS "count" FROM (SELECT e.id ${sql} LIMIT ${Math.trunc(most)}) AS counted`,
    parameters,
  );
  return Number(row!.count);
}
