import type { Id } from '../../kernel/ids.js';
import type { Day } from '../../kernel/time.js';
import { maskToSlots } from '../../kernel/week-schedule.js';
import { listOf, type Reader, type SqlParameters, type Tx } from '../../platform/database/index.js';
import { halfOf, weekdayOf, type SeatClaim } from '../domain/seat-claim.js';

/** The ledger rows of a claim, as a condition. */
export function claimSql(claim: SeatClaim): { sql: string; parameters: SqlParameters } {
  const pairs = maskToSlots(claim.slots).map((slot) => `(weekday = ${weekdayOf(slot)} AND half = ${halfOf(slot)})`);
  return {
    sql: `section_id = :section AND day BETWEEN :from AND :to AND (${pairs.join(' OR ') || '1 = 0'})`,
    parameters: { section: claim.sectionId, from: claim.from, to: claim.to },
  };
}

export interface FreeRow {
  readonly section_id: Id;
  /** Position of the span. */
  readonly span: number;
  readonly weekday: number;
  readonly half: number;
  readonly free: number;
}

/** The fewest free seats of each section, span of days and half-day, of the days that the ledger has: one statement for a whole session. */
export function freeRows(from: Reader | Tx, sectionIds: readonly Id[], spans: readonly { from: Day; to: Day }[]): Promise<FreeRow[]> {
  const ids = listOf('id', sectionIds);
  const rows = spans.map((_, index) => `(${index}, :from${index}, :to${index})`);
  const days = Object.fromEntries(spans.flatMap((span, index) => [[`from${index}`, span.from], [`to${index}`, span.to]]));
  return from.sql<FreeRow>(
    `WITH span (position, first, last) AS (VALUES ${rows.join(', ')})
     SELECT section_id, position AS span, weekday, half, MIN(places - held) AS free FROM span JOIN seat_ledger ON day BETWEEN first AND last
     WHERE section_id IN (${ids.sql}) GROUP BY section_id, position, weekday, half`,
    { ...ids.parameters, ...days },
  );
}
