import { maskToSlots } from '../../kernel/week-schedule.js';
import type { SqlParameters } from '../../platform/database/index.js';
import { halfOf, weekdayOf, type SeatClaim } from '../domain/seat-claim.js';

/** The ledger rows of a claim, as a condition. */
export function claimSql(claim: SeatClaim): { sql: string; parameters: SqlParameters } {
  const pairs = maskToSlots(claim.slots).map((slot) => `(weekday = ${weekdayOf(slot)} AND half = ${halfOf(slot)})`);
  return {
    sql: `section_id = :section AND day BETWEEN :from AND :to AND (${pairs.join(' OR ') || '1 = 0'})`,
    parameters: { section: claim.sectionId, from: claim.from, to: claim.to },
  };
}
