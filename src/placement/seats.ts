import { Injectable } from '@nestjs/common';
import type { Id } from '../kernel/ids.js';
import { DomainError, refuse } from '../kernel/refusal.js';
import { addDays, isoWeekday, type Day } from '../kernel/time.js';
import { maskToSlots, SLOTS, type Slot, type SlotMask } from '../kernel/week-schedule.js';
import type { Reader, SqlParameters, Tx } from '../platform/database/index.js';
import { Supply, type Capacity } from '../supply/index.js';
import { SeatLedger } from './persistence/placement.entities.js';

/** Half-days of one section between two days, both included. */
export interface SeatClaim {
  readonly sectionId: Id;
  readonly slots: SlotMask;
  readonly from: Day;
  readonly to: Day;
}

const capacityOn = (capacities: readonly Capacity[], day: Day): Capacity | undefined =>
  capacities.findLast((capacity) => capacity.from <= day && (capacity.to === null || day <= capacity.to));

/** The condition of the ledger rows of a claim: weekday and half of each slot. */
function where(claim: SeatClaim): { sql: string; parameters: SqlParameters } {
  const pairs = maskToSlots(claim.slots).map((slot) => {
    const index = SLOTS.indexOf(slot);
    return `(weekday = ${Math.floor(index / 2) + 1} AND half = ${index % 2})`;
  });
  return {
    sql: `section_id = :section AND day BETWEEN :from AND :to AND (${pairs.join(' OR ') || '1 = 0'})`,
    parameters: { section: claim.sectionId, from: claim.from, to: claim.to },
  };
}

/**
 * Who holds which seats, counted per section, date and half-day. The ledger's CHECK refuses a seat held twice whoever
 * writes; these methods refuse first, with a sentence.
 */
@Injectable()
export class Seats {
  constructor(private readonly supply: Supply) {}

  /** @throws DomainError when a half-day is full or the section is closed then */
  async hold(tx: Tx, claim: SeatClaim): Promise<void> {
    await this.openDays(tx, claim.sectionId, claim.from, claim.to);
    const { sql, parameters } = where(claim);
    // In one order, so that two claims wait for each other instead of dead-locking.
    const lock = tx.dialect === 'postgres' ? 'FOR UPDATE' : '';
    const rows = await tx.sql<{ day: Day; weekday: number; half: number; free: number }>(
      `SELECT day, weekday, half, places - held AS free FROM seat_ledger WHERE ${sql} ORDER BY day, half ${lock}`, parameters,
    );
    const present = new Set(rows.map((row) => (Number(row.weekday) - 1) * 2 + Number(row.half)));
    const closed = maskToSlots(claim.slots).find((slot) => !present.has(SLOTS.indexOf(slot)));
    if (closed) throw new DomainError(refuse('seats.closed', { slot: closed }));
    const full = rows.find((row) => Number(row.free) < 1);
    if (full) throw new DomainError(refuse('seats.full', { day: full.day, half: Number(full.half) === 0 ? 'am' : 'pm' }));
    await tx.write(`UPDATE seat_ledger SET held = held + 1 WHERE ${sql}`, parameters);
  }

  async release(tx: Tx, claim: SeatClaim): Promise<void> {
    if (claim.from > claim.to) return;
    const { sql, parameters } = where(claim);
    await tx.write(`UPDATE seat_ledger SET held = held - 1 WHERE ${sql}`, parameters);
  }

  /** The fewest free seats of each half-day between two days; half-days the section never opens are absent. */
  async freeBetween(from: Reader | Tx, sectionId: Id, start: Day, end: Day): Promise<Map<Slot, number>> {
    const rows = await from.sql<{ weekday: number; half: number; free: number }>(
      `SELECT weekday, half, MIN(places - held) AS free FROM seat_ledger
       WHERE section_id = :sectionId AND day BETWEEN :start AND :end GROUP BY weekday, half`,
      { sectionId, start, end },
    );
    return new Map(rows.map((row) => [SLOTS[(Number(row.weekday) - 1) * 2 + Number(row.half)]!, Number(row.free)]));
  }

  /** Gives a section these places from a day on. @throws DomainError when more is already held on one of them */
  async setPlaces(tx: Tx, sectionId: Id, from: Day, seats: Partial<Record<Slot, number>>): Promise<void> {
    for (const [index, slot] of SLOTS.entries()) {
      const places = seats[slot] ?? 0;
      const parameters = { sectionId, from, places, weekday: Math.floor(index / 2) + 1, half: index % 2 };
      const condition = 'section_id = :sectionId AND day >= :from AND weekday = :weekday AND half = :half';
      const [short] = await tx.sql<{ day: Day; held: number }>(
        `SELECT day, held FROM seat_ledger WHERE ${condition} AND held > :places ORDER BY day LIMIT 1`, parameters,
      );
      if (short) throw new DomainError(refuse('capacity.belowHeld', { day: short.day, held: Number(short.held) }));
      await tx.write(`UPDATE seat_ledger SET places = :places WHERE ${condition}`, parameters);
    }
    // A half-day that was closed until now has no row yet.
    const known = await this.knownDays(tx, sectionId);
    const rows: SeatLedger[] = [];
    for (let day = from; known && day <= known.last; day = addDays(day, 1)) rows.push(...ledgerRows(sectionId, day, { seats }));
    await tx.insertMissing(SeatLedger, rows);
  }

  /** Makes sure that the ledger has a row for each half-day the section opens between two days, with no hole before or after. */
  async openDays(tx: Tx, sectionId: Id, from: Day, to: Day): Promise<void> {
    const known = await this.knownDays(tx, sectionId);
    if (known && known.first <= from && to <= known.last) return;
    const start = known && known.first < from ? known.first : from;
    const end = known && known.last > to ? known.last : to;
    const capacities = await this.supply.capacitiesOf(tx, sectionId);
    const rows: SeatLedger[] = [];
    for (let day = start; day <= end; day = addDays(day, 1)) {
      if (known && known.first <= day && day <= known.last) continue;
      rows.push(...ledgerRows(sectionId, day, capacityOn(capacities, day)));
    }
    await tx.insertMissing(SeatLedger, rows);
  }

  private async knownDays(tx: Tx, sectionId: Id): Promise<{ first: Day; last: Day } | null> {
    const [row] = await tx.sql<{ first: Day | null; last: Day | null }>(
      'SELECT MIN(day) AS first, MAX(day) AS last FROM seat_ledger WHERE section_id = :sectionId', { sectionId },
    );
    return row?.first && row.last ? { first: row.first, last: row.last } : null;
  }
}

function ledgerRows(sectionId: Id, day: Day, capacity: Pick<Capacity, 'seats'> | undefined): SeatLedger[] {
  const weekday = isoWeekday(day);
  return [0, 1].flatMap((half) => {
    const places = capacity?.seats[SLOTS[(weekday - 1) * 2 + half]!] ?? 0;
    return places > 0 ? [{ sectionId, day, half, weekday, places, held: 0 }] : [];
  });
}
