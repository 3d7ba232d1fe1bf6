import type { Day } from '../../../foundation/kernel/time.js';
import { isoWeekday } from '../../../foundation/kernel/time.js';
import type { Period } from '../../../foundation/kernel/period.js';
import { maskToSlots, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import { halfDaysBetween, slotOf, type DatedHalfDay, type SeatClaim } from './seat-claim.js';

/** A reservation of a section, as this domain needs it. */
export interface Reservation extends Period {
  /** Equal for all reservations of one owner. */
  readonly owner: string;
  readonly slots: SlotMask;
  readonly places: number;
  /** Whether anybody may be given what is not held. */
  readonly released: boolean;
}

/** Seats of one section that are kept for owners, on each half-day of some days, while claims take some of them. */
export class KeptSeats {
  /** By half-day, then by owner: how many seats the owner's children hold. */
  private readonly held = new Map<string, Map<string, number>>();
  private readonly kept: readonly Reservation[];

  /**
   * @param reservations those of the section
   * @param holding the places and open offers of children who take reserved seats
   * @param during the days in question
   */
  constructor(reservations: readonly Reservation[], holding: readonly SeatClaim[], during: { from: Day; to: Day }) {
    this.kept = reservations.filter(({ released }) => !released);
    for (const { slots, from, to, reservedFor } of holding)
      for (const halfDay of halfDaysBetween(
        slots,
        from > during.from ? from : during.from,
        to < during.to ? to : during.to,
      ))
        this.take(halfDay, reservedFor);
  }

  /** How many seats are kept on a half-day, for all owners together. */
  totalOn(halfDay: DatedHalfDay): number {
    return [...this.reservedBy(halfDay)].reduce((sum, [owner]) => sum + this.keptFor(halfDay, owner), 0);
  }

  /** How many seats are kept for one owner on a half-day. */
  keptFor(halfDay: DatedHalfDay, owner: string): number {
    const held = this.held.get(keyOf(halfDay))?.get(owner) ?? 0;
    return Math.max(0, (this.reservedBy(halfDay).get(owner) ?? 0) - held);
  }

  /**
   * How many seats a child may be given on a half-day: the free ones, without those kept for owners other than its own.
   * @param free seats that nobody holds
   */
  open(halfDay: DatedHalfDay, free: number, reservedFor: string | null | undefined): number {
    const own = reservedFor ? this.keptFor(halfDay, reservedFor) : 0;
    // A seat of its own is there for it, whatever a director allowed beyond the places.
    return own > 0 ? Math.max(Math.min(free, own), free - this.totalOn(halfDay) + own) : free - this.totalOn(halfDay);
  }

  /** Counts one more child of an owner on a half-day. */
  take(halfDay: DatedHalfDay, reservedFor: string | null | undefined): void {
    if (!reservedFor) return;
    const key = keyOf(halfDay);
    const held = this.held.get(key) ?? new Map<string, number>();
    this.held.set(key, held.set(reservedFor, (held.get(reservedFor) ?? 0) + 1));
  }

  /** The owners who keep seats on a half-day, in order. */
  ownersOn(halfDay: DatedHalfDay): string[] {
    return [...this.reservedBy(halfDay).keys()].filter((owner) => this.keptFor(halfDay, owner) > 0).sort();
  }

  private reservedBy({ day, half }: DatedHalfDay): Map<string, number> {
    const slot = slotOf(isoWeekday(day), half);
    const reserved = new Map<string, number>();
    for (const { owner, from, to, slots, places } of this.kept)
      if (from <= day && (to === null || day <= to) && maskToSlots(slots).includes(slot))
        reserved.set(owner, (reserved.get(owner) ?? 0) + places);
    return reserved;
  }
}

const keyOf = ({ day, half }: DatedHalfDay): string => `${day}/${half}`;
