import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Id } from '../../foundation/kernel/ids.js';
import { overlaps } from '../../foundation/kernel/period.js';
import { refuse, type Refusal } from '../../foundation/kernel/refusal.js';
import { addDays, type Day } from '../../foundation/kernel/time.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import { lastDayOf } from './domain/placement-path.js';
import { lastDayAtHome } from './domain/temporary-stay.js';
import { PlacedChild, Placement, TemporaryPlace } from './persistence/placement.entities.js';
import { Seats } from './seats.js';

/** A temporary place for which there is no room, and why. */
interface RefusedPlace {
  readonly place: TemporaryPlace;
  readonly refusal: Refusal;
}

/**
 * Seats that children hold in another establishment while theirs is closed. The place at home is left as it is: its
 * seats stay held, so that the child comes back to them. A temporary place holds half-days of the place at home only,
 * and ends with it, so that a child never has two seats to sit on.
 */
@Injectable()
export class TemporaryPlaces {
  constructor(private readonly seats: Seats) {}

  /** @returns the first place for which there is no room: the caller must then not commit. Null when all are held */
  async holdPlaces(tx: Tx, places: readonly TemporaryPlace[]): Promise<RefusedPlace | null> {
    const childIds = [...new Set(places.map(({ childId }) => childId))];
    // Two units that place one child wait for each other here, so that the second sees what the first has written.
    await tx.lockAll(PlacedChild, { id: In(childIds) });
    for (const place of places) {
      const refusal = await this.judgePlace(tx, place);
      if (refusal) return { place, refusal };
      await tx.insert(TemporaryPlace, place);
    }
    const refused = await this.seats.holdAll(tx, places);
    return refused && { place: refused.claim, refusal: refused.refusal };
  }

  private async judgePlace(tx: Tx, place: TemporaryPlace): Promise<Refusal | null> {
    if (lastDayAtHome(place, await this.homeOf(tx, place.childId)) < place.to) return refuse('temporary.notAtHome');
    const others = await tx.find(TemporaryPlace, { where: { childId: place.childId } });
    const other = others.find((row) => row.from <= row.to && overlaps(row, place) && (row.slots & place.slots) !== 0);
    return other ? refuse('temporary.second', { from: other.from, to: other.to }) : null;
  }

  /** Ends a place on a day, which may come before its first day. Its seats of later days come free. */
  async endPlace(tx: Tx, id: Id, lastDay: Day): Promise<void> {
    const place = await tx.lock(TemporaryPlace, { id });
    if (!place || place.to <= lastDay) return;
    const unused = addDays(place.from, -1);
    const to = lastDay < unused ? unused : lastDay;
    await this.seats.releaseSeats(tx, { ...place, from: addDays(to, 1) });
    await tx.update(TemporaryPlace, { id }, { to });
  }

  /**
   * Keeps a place until a later day, as long as the child has its place at home.
   * @returns the last day on which the place is held. It is the same as before when the seats are not free
   */
  async extendPlace(tx: Tx, id: Id, wanted: Day): Promise<Day | null> {
    const place = await tx.lock(TemporaryPlace, { id });
    if (!place || place.to >= wanted) return place?.to ?? null;
    const more = { ...place, from: addDays(place.to, 1), to: wanted };
    const to = lastDayAtHome(more, await this.homeOf(tx, place.childId));
    if (to < more.from || (await this.seats.holdIfFree(tx, { ...more, to })) !== null) return place.to;
    await tx.update(TemporaryPlace, { id }, { to });
    return to;
  }

  /** Ends what a child holds elsewhere where its place at home has ended, or has lost half-days. */
  async followHome(tx: Tx, childId: Id): Promise<void> {
    const places = await tx.find(TemporaryPlace, { where: { childId } });
    if (places.length === 0) return;
    const home = await this.homeOf(tx, childId);
    for (const place of places) await this.endPlace(tx, place.id, lastDayAtHome(place, home));
  }

  /** By their ids. Those that hold nothing any more are among them. */
  async findPlaces(from: Reader | Tx, ids: readonly Id[]): Promise<Map<Id, TemporaryPlace>> {
    const found = await from.find(TemporaryPlace, { where: { id: In([...ids]) } });
    return new Map(found.map((place) => [place.id, place]));
  }

  private async homeOf(tx: Tx, childId: Id): Promise<{ slots: number; from: Day; to: Day }[]> {
    const parts = await tx.find(Placement, { where: { childId } });
    // The later sections of a path are expected and hold no seat. The child is at home all the same.
    return parts.map((part) => ({ slots: part.slots, from: part.from, to: lastDayOf(part) }));
  }
}
