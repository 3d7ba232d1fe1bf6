import { Between, MoreThan } from 'typeorm';
import type { Id } from '../../foundation/kernel/ids.js';
import { addDays, type Day } from '../../foundation/kernel/time.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import type { Supply } from '../../offer/supply/index.js';
import { placesOn } from './domain/seat-claim.js';
import { SeatLedger } from './persistence/placement.entities.js';
import { findKnownDays } from './persistence/seat-ledger.queries.js';

/** Both included. */
export interface Days {
  readonly from: Day;
  readonly to: Day;
}

/** Seats of a section on a half-day of a day. Those that are kept for an owner are neither held nor free. */
export interface SeatsOfHalfDay {
  readonly places: number;
  readonly held: number;
  readonly free: number;
}

export const unheldOf = ({ places, held }: Omit<SeatsOfHalfDay, 'free'>): number => Math.max(0, places - held);

/**
 * The places of each half-day on which a section is open, and how many are held, by `day/half`. A day of which the
 * ledger has no row yet has the places that are declared.
 */
export async function countByDay(
  from: Reader | Tx,
  supply: Supply,
  sectionId: Id,
  { from: start, to: end }: Days,
): Promise<Map<string, Omit<SeatsOfHalfDay, 'free'>>> {
  const seats = new Map<string, Omit<SeatsOfHalfDay, 'free'>>();
  const known = (await findKnownDays(from, [sectionId])).get(sectionId);
  const capacities = await supply.capacitiesOf(from, sectionId);
  for (let day = start; day <= end; day = addDays(day, 1)) {
    if (known && known.first <= day && day <= known.last) continue;
    for (const { half, places } of placesOn(capacities, day)) seats.set(`${day}/${half}`, { places, held: 0 });
  }
  for (const { day, half, places, held } of await from.find(SeatLedger, {
    where: { sectionId, day: Between(start, end), places: MoreThan(0) },
  }))
    seats.set(`${day}/${half}`, { places, held });
  return seats;
}
