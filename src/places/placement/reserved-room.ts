import { Injectable } from '@nestjs/common';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Period } from '../../foundation/kernel/period.js';
import { DomainError, refuse } from '../../foundation/kernel/refusal.js';
import { addDays, isoWeekday, type Day } from '../../foundation/kernel/time.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { findReservations, lockSection } from '../../offer/supply/index.js';
import { slotOf } from './domain/seat-claim.js';
import { halfDayOf, KeptPlaces } from './kept-places.js';
import { findKnownDays } from './persistence/seat-ledger.queries.js';
import { findHolderNumbers } from './promised-places.js';
import { Seats } from './seats.js';

/** A half-day on which fewer seats are left than are kept for owners. */
interface Short {
  readonly key: string;
  readonly left: number;
  readonly kept: number;
}

/** Whether there is room for the places that are reserved, beside those that are promised. */
@Injectable()
export class ReservedRoom {
  constructor(
    private readonly seats: Seats,
    private readonly kept: KeptPlaces,
  ) {}

  /** @throws DomainError naming the first half-day with too few places, and the families who hold them */
  async assertRoom(tx: Tx, sectionId: Id, from: Day): Promise<void> {
    const [short] = await this.listShort(tx, sectionId, { from, to: null });
    if (short) throw new DomainError(refuse('reserved.noRoom', await this.factsOf(tx, sectionId, short)));
  }

  /**
   * Changes the places of a section so that reserved seats stay. Where a director allowed children beyond the places,
   * seats may already lack: that is no reason to refuse more places.
   * @throws DomainError when a half-day has too few places that had enough
   */
  async keepingRoom(tx: Tx, change: Period & { readonly sectionId: Id }, act: () => Promise<void>): Promise<void> {
    const { sectionId } = change;
    await lockSection(tx, sectionId);
    // Days that the ledger does not have yet follow the declared places, which are the new ones already.
    const known = (await findKnownDays(tx, [sectionId])).get(sectionId);
    const before = new Map(
      (await this.listShort(tx, sectionId, change))
        .filter(({ key }) => known && known.first <= key.slice(0, 10) && key.slice(0, 10) <= known.last)
        .map(({ key, left, kept }) => [key, kept - left]),
    );
    await act();
    const short = (await this.listShort(tx, sectionId, change)).find(
      ({ key, left, kept }) => kept - left > (before.get(key) ?? 0),
    );
    if (short) throw new DomainError(refuse('capacity.belowReserved', await this.factsOf(tx, sectionId, short)));
  }

  private async listShort(tx: Tx, sectionId: Id, during: Period): Promise<Short[]> {
    const rows = await findReservations(tx, [sectionId], during);
    if (rows.length === 0) return [];
    const farthest = this.seats.farthest();
    const last = rows
      .map(({ to }) => to ?? farthest)
      .sort()
      .at(-1)!;
    const days = { from: during.from, to: [during.to ?? farthest, last, farthest].sort()[0]! };
    const kept = (await this.kept.read(tx, [sectionId], days)).get(sectionId);
    if (!kept) return [];
    const unheld = await this.seats.unheldByDay(tx, sectionId, days);
    const short: Short[] = [];
    for (let day = days.from; day <= days.to; day = addDays(day, 1))
      for (const half of [0, 1] as const) {
        const wanted = kept.totalOn({ day, half });
        const left = unheld.get(`${day}/${half}`) ?? 0;
        if (wanted > left) short.push({ key: `${day}/${half}`, left, kept: wanted });
      }
    return short;
  }

  private async factsOf(tx: Tx, sectionId: Id, { key, left, kept }: Short): Promise<Record<string, string | number>> {
    const { day, half } = halfDayOf(key);
    const numbers = await findHolderNumbers(tx, sectionId, day, slotOf(isoWeekday(day), half));
    return { day, half: half === 0 ? 'am' : 'pm', left, kept, numbers: numbers || 'none' };
  }
}
