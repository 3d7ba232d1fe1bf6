import { groupedBy } from '../../kernel/grouped-by.js';
import type { Id } from '../../kernel/ids.js';
import type { Day } from '../../kernel/time.js';
import { maskToSlots, type Slot } from '../../kernel/week-schedule.js';
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

/** Seats that claims on one section ask for together, as a list `asked (first, last, weekday, half, seats)`. */
function askedSql(claims: readonly SeatClaim[]): { sql: string; parameters: SqlParameters } {
  const [{ sectionId }] = claims as [SeatClaim];
  const alike = [...groupedBy(claims.flatMap(({ slots, from, to }) => maskToSlots(slots).map((slot) => ({ slot, from, to }))), ({ slot, from, to }) => `${slot} ${from} ${to}`).values()];
  const rows = alike.map((_, index) => `(:first${index}, :last${index}, CAST(:weekday${index} AS integer), CAST(:half${index} AS integer), CAST(:seats${index} AS integer))`);
  const values = alike.flatMap((same, index) => {
    const [{ slot, from, to }] = same as [{ slot: Slot; from: Day; to: Day }];
    return [[`first${index}`, from], [`last${index}`, to], [`weekday${index}`, weekdayOf(slot)], [`half${index}`, halfOf(slot)], [`seats${index}`, same.length]];
  });
  return {
    sql: `asked (first, last, weekday, half, seats) AS (VALUES ${rows.join(', ')})`,
    parameters: { section: sectionId, from: claims.map(({ from }) => from).sort()[0]!, to: claims.map(({ to }) => to).sort().at(-1)!, ...(Object.fromEntries(values) as SqlParameters) },
  };
}

const OF_SECTION = 'section_id = :section AND seat_ledger.day BETWEEN :from AND :to';
const isAsked = (table: string): string => `${table}.day BETWEEN asked.first AND asked.last AND ${table}.weekday = asked.weekday AND ${table}.half = asked.half`;

/**
 * Of claims on one section, how many open half-days they ask for in all, and the fewest seats that any of these would have left. The rows are held in one order,
 * so that two units wait for each other instead of dead-locking.
 */
export async function roomFor(tx: Tx, claims: readonly SeatClaim[]): Promise<{ halfDays: number; left: number }> {
  const { sql, parameters } = askedSql(claims);
  const lock = tx.dialect === 'postgres' ? 'FOR UPDATE' : '';
  const [row] = await tx.sql<{ half_days: number | null; left: number | null }>(
    `WITH ${sql}, open_day AS (SELECT day, weekday, half, places - held AS free FROM seat_ledger WHERE ${OF_SECTION} AND places > 0 ORDER BY day, half ${lock})
     SELECT SUM(wanted) AS half_days, MIN(free - wanted) AS "left" FROM (
       SELECT free, SUM(seats) AS wanted FROM open_day JOIN asked ON ${isAsked('open_day')} GROUP BY open_day.day, open_day.half, free
     ) claimed`, parameters,
  );
  return { halfDays: Number(row!.half_days ?? 0), left: Number(row!.left ?? 0) };
}

/** Each row once, however many ask for it. */
export async function holdAsked(tx: Tx, claims: readonly SeatClaim[]): Promise<void> {
  const { sql, parameters } = askedSql(claims);
  await tx.write(
    `WITH ${sql}, wanted AS (
       SELECT seat_ledger.day, seat_ledger.half, SUM(seats) AS seats FROM seat_ledger JOIN asked ON ${isAsked('seat_ledger')} WHERE ${OF_SECTION} GROUP BY seat_ledger.day, seat_ledger.half
     )
     UPDATE seat_ledger SET held = held + wanted.seats FROM wanted WHERE section_id = :section AND seat_ledger.day = wanted.day AND seat_ledger.half = wanted.half`, parameters,
  );
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
