import type { Id } from '../../kernel/ids.js';
import type { Day } from '../../kernel/time.js';
import { maskToSlots } from '../../kernel/week-schedule.js';
import { listOf, type Reader, type SqlParameters, type Tx } from '../../platform/database/index.js';
import { runsOf } from '../domain/seat-runs.js';
import { halfOf, weekdayOf, type SeatClaim } from '../domain/seat-claim.js';

/** The ledger rows of a claim, as a condition. */
export function claimSql(claim: SeatClaim): { sql: string; parameters: SqlParameters } {
  const pairs = maskToSlots(claim.slots).map((slot) => `(weekday = ${weekdayOf(slot)} AND half = ${halfOf(slot)})`);
  return {
    sql: `section_id = :section AND day BETWEEN :from AND :to AND (${pairs.join(' OR ') || '1 = 0'})`,
    parameters: { section: claim.sectionId, from: claim.from, to: claim.to },
  };
}

/**
 * What claims on one section ask for together, as a list `asked (first, last, weekday, half, seats)`: no half-day of a
 * day is in two of its rows.
 */
function askedSql(claims: readonly SeatClaim[]): { sql: string; parameters: SqlParameters } {
  const [{ sectionId }] = claims as [SeatClaim];
  const runs = runsOf(claims);
  const rows = runs.map(
    (_, index) =>
      `(:first${index}, :last${index}, CAST(:weekday${index} AS integer), CAST(:half${index} AS integer), CAST(:seats${index} AS integer))`,
  );
  const values = runs.flatMap(({ slot, from, to, seats }, index) => [
    [`first${index}`, from],
    [`last${index}`, to],
    [`weekday${index}`, weekdayOf(slot)],
    [`half${index}`, halfOf(slot)],
    [`seats${index}`, seats],
  ]);
  return {
    sql: `asked (first, last, weekday, half, seats) AS (VALUES ${rows.join(', ')})`,
    parameters: {
      section: sectionId,
      from: claims.map(({ from }) => from).sort()[0]!,
      to: claims
        .map(({ to }) => to)
        .sort()
        .at(-1)!,
      ...(Object.fromEntries(values) as SqlParameters),
    },
  };
}

const OF_SECTION = 'section_id = :section AND seat_ledger.day BETWEEN :from AND :to';
const IS_ASKED =
  'seat_ledger.weekday = asked.weekday AND seat_ledger.half = asked.half AND seat_ledger.day BETWEEN asked.first AND asked.last';

/**
 * Of claims on one section, how many open half-days they ask for in all, and the fewest seats that any of these would
 * have left.
 */
export async function roomFor(tx: Tx, claims: readonly SeatClaim[]): Promise<{ halfDays: number; left: number }> {
  const { sql, parameters } = askedSql(claims);
  const [row] = await tx.sql<{ half_days: number | null; left: number | null }>(
    `WITH ${sql} SELECT SUM(seats) AS half_days, MIN(places - held - seats) AS "left" FROM seat_ledger JOIN asked
      ON ${IS_ASKED} WHERE ${OF_SECTION} AND places > 0`,
    parameters,
  );
  return { halfDays: Number(row!.half_days ?? 0), left: Number(row!.left ?? 0) };
}

export async function holdAsked(tx: Tx, claims: readonly SeatClaim[]): Promise<void> {
  const { sql, parameters } = askedSql(claims);
  await tx.write(
    `WITH ${sql} UPDATE seat_ledger SET held = held + asked.seats FROM asked WHERE ${OF_SECTION} AND ${IS_ASKED}`,
    parameters,
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

/**
 * The fewest free seats of each section, span of days and half-day, of the days that the ledger has: one statement for
 * a whole session.
 */
export function freeRows(
  from: Reader | Tx,
  sectionIds: readonly Id[],
  spans: readonly { from: Day; to: Day }[],
): Promise<FreeRow[]> {
  const ids = listOf('id', sectionIds);
  const rows = spans.map((_, index) => `(${index}, :from${index}, :to${index})`);
  const days = Object.fromEntries(
    spans.flatMap((span, index) => [
      [`from${index}`, span.from],
      [`to${index}`, span.to],
    ]),
  );
  return from.sql<FreeRow>(
    `WITH span (position, first, last) AS (VALUES ${rows.join(', ')})
     SELECT section_id, position AS span, weekday, half, MIN(places - held) AS free FROM span JOIN seat_ledger ON day BETWEEN first AND last
     WHERE section_id IN (${ids.sql}) GROUP BY section_id, position, weekday, half`,
    { ...ids.parameters, ...days },
  );
}
