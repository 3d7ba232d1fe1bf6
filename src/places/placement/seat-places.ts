import { Injectable } from '@nestjs/common';
import type { Id } from '../../foundation/kernel/ids.js';
import { DomainError, refuse } from '../../foundation/kernel/refusal.js';
import { addDays, type Day } from '../../foundation/kernel/time.js';
import { SLOTS, type Slot } from '../../foundation/kernel/week-schedule.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { lockSection, Supply } from '../../offer/supply/index.js';
import { placesOn, type PlacesFrom } from './domain/seat-claim.js';
import { SeatLedger } from './persistence/placement.entities.js';
import { findKnownDays, keepHeldOnly, listHeld, writePlaces } from './persistence/seat-ledger.queries.js';
import { findHolderNumbers } from './promised-places.js';

/** How many seats each section has on each half-day to come, whoever holds them: the rows of the ledger. */
@Injectable()
export class SeatPlaces {
  constructor(private readonly supply: Supply) {}

  /**
   * From a day on, leaves sections the seats that are held and no other; called when they close. One that is given back
   * stays, so that a departure written by mistake can be taken back.
   */
  async closeSections(tx: Tx, sectionIds: readonly Id[], from: Day): Promise<void> {
    for (const sectionId of sectionIds) await keepHeldOnly(tx, sectionId, from);
  }

  /**
   * Gives a section these places from a day on, until `to` when it is known; called when its capacities change.
   * @throws DomainError naming the first day on which more is already held
   */
  async setPlaces(
    tx: Tx,
    sectionId: Id,
    from: Day,
    seats: Partial<Record<Slot, number>>,
    to: Day | null = null,
  ): Promise<void> {
    await lockSection(tx, sectionId);
    for (const slot of SLOTS) {
      const places = seats[slot] ?? 0;
      const column = { sectionId, slot, from, to };
      const short = (await listHeld(tx, column)).find(({ held, beyond }) => held > places + beyond);
      if (short)
        throw new DomainError(
          refuse('capacity.belowHeld', {
            day: short.day,
            weekday: slot.slice(0, 3),
            half: slot.slice(4),
            held: short.held,
            numbers: (await findHolderNumbers(tx, sectionId, short.day, slot)) || 'none',
          }),
        );
      await writePlaces(tx, column, places);
    }
    // A half-day that was closed until now has no rows yet.
    const known = (await findKnownDays(tx, [sectionId])).get(sectionId);
    const rows: SeatLedger[] = [];
    for (let day = from; known && day <= known.last && (to === null || day <= to); day = addDays(day, 1)) {
      if (day >= known.first) rows.push(...ledgerRows(sectionId, day, [{ from, to, seats }]));
    }
    await tx.insertMissing(SeatLedger, rows);
  }

  /**
   * Makes sure that the ledger has a row for each half-day on which the section opens between two days. Days between
   * these and the rows that exist are filled too, so that the ledger never has a hole.
   */
  async openDays(tx: Tx, sectionId: Id, from: Day, to: Day): Promise<void> {
    const seen = (await findKnownDays(tx, [sectionId])).get(sectionId);
    if (seen && seen.first <= from && to <= seen.last) return;
    await lockSection(tx, sectionId);
    const known = (await findKnownDays(tx, [sectionId])).get(sectionId);
    const start = known && known.first < from ? known.first : from;
    const end = known && known.last > to ? known.last : to;
    const capacities = await this.supply.capacitiesOf(tx, sectionId);
    const rows: SeatLedger[] = [];
    for (let day = start; day <= end; day = addDays(day, 1)) {
      if (!known || day < known.first || day > known.last) rows.push(...ledgerRows(sectionId, day, capacities));
    }
    await tx.insertMissing(SeatLedger, rows);
  }
}

const ledgerRows = (sectionId: Id, day: Day, capacities: readonly PlacesFrom[]): SeatLedger[] =>
  placesOn(capacities, day).map((row) => ({ sectionId, day, ...row, held: 0, beyond: 0 }));
