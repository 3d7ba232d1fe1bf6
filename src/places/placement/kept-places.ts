import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThanOrEqual, MoreThanOrEqual, Not } from 'typeorm';
import { Clock } from '../../foundation/kernel/clock.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { refuse, type Refusal } from '../../foundation/kernel/refusal.js';
import { isoWeekday, type Day } from '../../foundation/kernel/time.js';
import type { Slot } from '../../foundation/kernel/week-schedule.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import { findReservations, isReleased, ownerKeyOf } from '../../offer/supply/index.js';
import { KeptSeats } from './domain/kept-seats.js';
import { halfDaysBetween, slotOf, type DatedHalfDay, type SeatClaim } from './domain/seat-claim.js';
import { Offer, Placement } from './persistence/placement.entities.js';

/** Both included. */
interface Days {
  readonly from: Day;
  readonly to: Day;
}

/**
 * The seats that are kept for owners: of a reservation that is not released, those that its owner's children do not
 * hold. They are counted from the reservations and from who holds places, so that nothing has to be written when a
 * child leaves or a release comes.
 */
@Injectable()
export class KeptPlaces {
  constructor(private readonly clock: Clock) {}

  /** Of sections during some days. A section for which nothing is kept is absent. */
  async read(from: Reader | Tx, sectionIds: readonly Id[], days: Days): Promise<Map<Id, KeptSeats>> {
    const today = this.clock.today();
    const rows = groupedBy(
      (await findReservations(from, sectionIds, days)).filter((row) => !isReleased(row, today)),
      ({ sectionId }) => sectionId,
    );
    if (rows.size === 0) return new Map();
    const there = {
      sectionId: In([...rows.keys()]),
      reservedFor: Not(IsNull()),
      from: LessThanOrEqual(days.to),
      to: MoreThanOrEqual(days.from),
    };
    const holding = groupedBy(
      [
        ...(await from.find(Placement, { where: there })),
        ...(await from.find(Offer, { where: { ...there, state: 'open' } })),
      ],
      ({ sectionId }) => sectionId,
    );
    return new Map(
      [...rows].map(([sectionId, own]) => [
        sectionId,
        new KeptSeats(
          own.map((row) => ({ ...row, owner: ownerKeyOf(row), released: false })),
          holding.get(sectionId) ?? [],
          days,
        ),
      ]),
    );
  }
}

/** The half-day of the first claim in the way of which owners stand, or that is full; null when all fit in turn. */
export function findWithoutSeat<Claim extends SeatClaim>(
  claims: readonly Claim[],
  open: readonly { day: Day; half: number; free: number }[],
  kept: KeptSeats,
): { readonly claim: Claim; readonly refusal: Refusal } | null {
  const free = new Map(open.map((row) => [`${row.day}/${row.half}`, row.free]));
  for (const claim of claims) {
    for (const halfDay of halfDaysBetween(claim.slots, claim.from, claim.to)) {
      const key = `${halfDay.day}/${halfDay.half}`;
      const left = free.get(key);
      const facts = { day: halfDay.day, half: halfDay.half === 0 ? 'am' : 'pm' };
      if (left === undefined) return { claim, refusal: refuse('seats.closed', facts) };
      if (left < 1) return { claim, refusal: refuse('seats.full', facts) };
      if (kept.open(halfDay, left, claim.reservedFor) < 1) return { claim, refusal: refuse('seats.reserved', facts) };
    }
    for (const halfDay of halfDaysBetween(claim.slots, claim.from, claim.to)) {
      const key = `${halfDay.day}/${halfDay.half}`;
      free.set(key, free.get(key)! - 1);
      kept.take(halfDay, claim.reservedFor);
    }
  }
  return null;
}

/** A half-day of the keys of a ledger, `day/half`. */
export const halfDayOf = (key: string): DatedHalfDay => ({ day: key.slice(0, 10), half: key.endsWith('/0') ? 0 : 1 });

/** The least number of each weekday half-day, over the days between two days, of numbers by `day/half`. */
export function fewestOf(byDay: ReadonlyMap<string, number>, { from, to }: Days): Map<Slot, number> {
  const fewest = new Map<Slot, number>();
  for (const [key, count] of byDay) {
    const { day, half } = halfDayOf(key);
    if (day < from || day > to) continue;
    const slot = slotOf(isoWeekday(day), half);
    fewest.set(slot, Math.min(count, fewest.get(slot) ?? count));
  }
  return fewest;
}
