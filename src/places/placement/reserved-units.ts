import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Day } from '../../foundation/kernel/time.js';
import type { Slot, SlotMask } from '../../foundation/kernel/week-schedule.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import { findReservations, isReleased, ownerKeyOf } from '../../offer/supply/index.js';
import { fewestOf, halfDayOf, KeptPlaces } from './kept-places.js';
import type { Days } from './seats-by-day.js';
import { Seats } from './seats.js';

/** Places of a section that are reserved and not released, from a day to a day. */
export interface ReservedTerm {
  readonly sectionId: Id;
  /** `ownerKeyOf` of supply. */
  readonly owner: string;
  readonly from: Day;
  readonly to: Day | null;
  readonly slots: SlotMask;
}

/** What a session may give of the places that are reserved: to those alone for whom they are. */
@Injectable()
export class ReservedUnits {
  constructor(
    private readonly clock: Clock,
    private readonly seats: Seats,
    private readonly kept: KeptPlaces,
  ) {}

  /** The reservations of these sections on a day or later, without those that are released. */
  async listTerms(from: Reader | Tx, sectionIds: readonly Id[], day: Day): Promise<ReservedTerm[]> {
    return (await findReservations(from, sectionIds, { from: day, to: null }))
      .filter((row) => !isReleased(row, this.clock.today()))
      .map((row) => ({
        sectionId: row.sectionId,
        owner: ownerKeyOf(row),
        from: row.from,
        to: row.to,
        slots: row.slots,
      }));
  }

  /**
   * The fewest seats kept for each owner on each half-day of some spans. A half-day on which none is ever kept is
   * absent.
   */
  async freeIn(
    from: Reader | Tx,
    terms: readonly ReservedTerm[],
    spans: readonly Days[],
  ): Promise<{ sectionId: Id; owner: string; free: Map<Slot, number>[] }[]> {
    if (terms.length === 0 || spans.length === 0) return [];
    const days = {
      from: spans.map((span) => span.from).sort()[0]!,
      to: spans
        .map(({ to }) => to)
        .sort()
        .at(-1)!,
    };
    const found: { sectionId: Id; owner: string; free: Map<Slot, number>[] }[] = [];
    for (const [sectionId, kept] of await this.kept.read(
      from,
      [...new Set(terms.map((term) => term.sectionId))],
      days,
    )) {
      const unheld = await this.seats.unheldByDay(from, sectionId, days);
      const owners = new Set(terms.filter((term) => term.sectionId === sectionId).map(({ owner }) => owner));
      for (const owner of owners) {
        const byDay = new Map(
          [...unheld].map(([key, free]) => [key, Math.min(free, kept.keptFor(halfDayOf(key), owner))]),
        );
        const free = spans.map((span) => fewestOf(byDay, span));
        const ever = new Set(free.flatMap((slots) => [...slots].flatMap(([slot, count]) => (count > 0 ? [slot] : []))));
        for (const slots of free) for (const slot of [...slots.keys()]) if (!ever.has(slot)) slots.delete(slot);
        found.push({ sectionId, owner, free });
      }
    }
    return found;
  }
}
