import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { maskToSlots, type Slot } from '../../../foundation/kernel/week-schedule.js';
import {
  listOf,
  type Reader,
  type SqlParameters,
  type SqlPart,
  type Tx,
} from '../../../foundation/platform/database/index.js';
import { runsOf } from '../domain/seat-runs.js';
import { halfOf, weekdayOf, type SeatClaim } from '../domain/seat-claim.js';
import type { KnownDays } from '../domain/unwritten-days.js';

/** The condition that selects the ledger rows of a claim. */
function claimSql(claim: SeatClaim): SqlPart {
  const pairs = maskToSlots(claim.slots).map((slot) => `(weekday = ${weekdayOf(slot)} AND half = ${halfOf(slot)})`);
  return {
    sql: `section_id = :section AND day BETWEEN :from AND :to AND (${pairs.join(' OR ') || '1 = 0'})`,
    parameters: { section: claim.sectionId, from: claim.from, to: claim.to },
  };
}

/**
 * The seats that claims on one section ask for together, as a list `asked (first, last, weekday, half, seats)`. No
 * dated half-day appears in two of its rows.
 */
function askedSql(claims: readonly SeatClaim[]): SqlPart {
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
 * Of claims on one section: how many open half-days they ask for in all, and how many seats the fullest of these would
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

/**
 * Holds the half-days of a claim beyond the places where they are full. The caller has a person's decision for it, and
 * has found that the section is open on each of them.
 */
export async function holdBeyond(tx: Tx, claim: SeatClaim): Promise<void> {
  const { sql, parameters } = claimSql(claim);
  await tx.write(
    `UPDATE seat_ledger SET held = held + 1, beyond = CASE WHEN held >= places THEN held + 1 - places ELSE 0 END WHERE ${sql}`,
    parameters,
  );
}

/** The half-days of a claim on which its section is open, in order, with the seats that are free on each. */
export async function listOpenHalfDays(
  from: Reader | Tx,
  claim: SeatClaim,
): Promise<{ day: Day; half: number; free: number }[]> {
  const { sql, parameters } = claimSql(claim);
  const rows = await from.sql<{ day: Day; half: number; free: number }>(
    `SELECT day, half, places - held AS free FROM seat_ledger WHERE ${sql} AND places > 0 ORDER BY day, half`,
    parameters,
  );
  return rows.map(({ day, half, free }) => ({ day, half: Number(half), free: Number(free) }));
}

/** Gives back one seat on each half-day of a claim, those beyond the places first. */
export async function releaseSeats(tx: Tx, claim: SeatClaim): Promise<void> {
  const { sql, parameters } = claimSql(claim);
  await tx.write(
    `UPDATE seat_ledger SET held = held - 1, beyond = CASE WHEN beyond > 0 THEN beyond - 1 ELSE 0 END WHERE ${sql}`,
    parameters,
  );
}

/** From a day on, a section has the seats that are held and no other. */
export async function keepHeldOnly(tx: Tx, sectionId: Id, from: Day): Promise<void> {
  await tx.write('UPDATE seat_ledger SET places = held, beyond = 0 WHERE section_id = :sectionId AND day >= :from', {
    sectionId,
    from,
  });
}

/** One weekday half-day of a section, over all its days between two dates. */
export interface LedgerColumn {
  readonly sectionId: Id;
  readonly slot: Slot;
  readonly from: Day;
  /** The last day included; null for no end. */
  readonly to: Day | null;
}

function columnSql({ sectionId, slot, from, to }: LedgerColumn): SqlPart {
  return {
    sql: 'section_id = :sectionId AND day BETWEEN :from AND :to AND weekday = :weekday AND half = :half',
    parameters: { sectionId, from, to: to ?? '9999-12-31', weekday: weekdayOf(slot), half: halfOf(slot) },
  };
}

/** How many seats are held, and beyond the places, on each day that has a row in the ledger, soonest first. */
export async function listHeld(
  from: Reader | Tx,
  column: LedgerColumn,
): Promise<{ day: Day; held: number; beyond: number }[]> {
  const { sql, parameters } = columnSql(column);
  const rows = await from.sql<{ day: Day; held: number; beyond: number }>(
    `SELECT day, held, beyond FROM seat_ledger WHERE ${sql} ORDER BY day, half`,
    parameters,
  );
  return rows.map(({ day, held, beyond }) => ({ day, held: Number(held), beyond: Number(beyond) }));
}

/**
 * Sets the number of places on each day that has a row in the ledger. Seats held beyond the places before are within
 * them where there are now enough.
 */
export async function writePlaces(tx: Tx, column: LedgerColumn, places: number): Promise<void> {
  const { sql, parameters } = columnSql(column);
  await tx.write(
    `UPDATE seat_ledger SET places = :places, beyond = CASE WHEN held > :places THEN held - :places ELSE 0 END WHERE ${sql}`,
    { ...parameters, places },
  );
}

/** The first and last day in the ledger of each section. A section without any row is absent. */
export async function findKnownDays(from: Reader | Tx, sectionIds: readonly Id[]): Promise<Map<Id, KnownDays>> {
  const ids = listOf('id', sectionIds);
  // Two look-ups in the key for each section. MIN and MAX of a group would read all its days.
  const rows = await from.sql<{ section_id: Id } & KnownDays>(
    `WITH asked (id) AS (VALUES (${ids.sql.split(', ').join('), (')}))
     SELECT id AS section_id, (SELECT MIN(day) FROM seat_ledger WHERE section_id = asked.id) AS first,
     (SELECT MAX(day) FROM seat_ledger WHERE section_id = asked.id) AS last FROM asked`,
    ids.parameters,
  );
  return new Map(
    rows.filter(({ first }) => first !== null).map(({ section_id: id, first, last }) => [id, { first, last }]),
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
 * The fewest free seats by section, span of days and half-day, over the days that have rows in the ledger. One
 * statement serves a whole session.
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
     SELECT section_id, position AS span, weekday, half, MIN(CASE WHEN held > places THEN 0 ELSE places - held END) AS free
     FROM span JOIN seat_ledger ON day BETWEEN first AND last
     WHERE section_id IN (${ids.sql}) GROUP BY section_id, position, weekday, half`,
    { ...ids.parameters, ...days },
  );
}
