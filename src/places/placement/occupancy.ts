import { Injectable } from '@nestjs/common';
import { Between, In, IsNull, LessThan, LessThanOrEqual, MoreThanOrEqual, Not } from 'typeorm';
import { Clock } from '../../foundation/kernel/clock.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { addDays, type Day } from '../../foundation/kernel/time.js';
import type { SlotMask } from '../../foundation/kernel/week-schedule.js';
import { Reader, type Tx } from '../../foundation/platform/database/index.js';
import { findReservations, isReleased, ownerKeyOf, Supply } from '../../offer/supply/index.js';
import { setReservedApart, type OwnerWeek } from './domain/reserved-week.js';
import { lastDayOf, type PathStep } from './domain/placement-path.js';
import { heldInWeek, weekOccupancy, type HalfDayOccupancy } from './domain/week-occupancy.js';
import { Paths } from './paths.js';
import { Offer, Placement, SeatLedger } from './persistence/placement.entities.js';
import { findTemporaryPlaces } from './read-places.js';
import type { Days } from './seats-by-day.js';

/** A step of a path that nobody has confirmed, and the half-days on which its child is expected. */
export interface ExpectedStep extends PathStep {
  readonly slots: SlotMask;
}

export interface SectionWeek {
  readonly sectionId: Id;
  /** Fourteen half-days from Monday morning, without the seats that are set apart for owners. */
  readonly halfDays: readonly HalfDayOccupancy[];
  /** The seats that are reserved, by owner; empty where none is. */
  readonly owners: readonly OwnerWeek[];
}

/**
 * The occupancy of establishments: seats that are confirmed (placements, temporary ones too) or promised (open offers), seats that are
 * free, and children who are expected but hold no seat.
 */
@Injectable()
export class Occupancy {
  constructor(
    private readonly reader: Reader,
    private readonly supply: Supply,
    private readonly paths: Paths,
    private readonly clock: Clock,
  ) {}

  /** The week that begins on `monday`, section by section, youngest first. */
  async weekOf(providerId: Id, monday: Day): Promise<SectionWeek[]> {
    const ids = this.supply.sectionsOf(providerId).map((section) => section.id);
    const sunday = addDays(monday, 6);
    const overlapping = { sectionId: In(ids), from: LessThanOrEqual(sunday), to: MoreThanOrEqual(monday) };
    const [placements, offers, ledger] = [
      await this.reader.find(Placement, { where: overlapping }),
      await this.reader.find(Offer, { where: { ...overlapping, state: 'open' } }),
      await this.reader.find(SeatLedger, { where: { sectionId: In(ids), day: Between(monday, sunday) } }),
    ];
    const temporary = await findTemporaryPlaces(this.reader, ids, { from: monday, to: sunday });
    const expected = await this.expectedIn(ids, monday, sunday);
    const reserved = (await findReservations(this.reader, ids, { from: monday, to: sunday })).map((row) => ({
      ...row,
      owner: ownerKeyOf(row),
      released: isReleased(row, this.clock.today()),
    }));
    const of = <T extends { sectionId: Id }>(rows: readonly T[], id: Id): T[] =>
      rows.filter((row) => row.sectionId === id);
    return Promise.all(
      ids.map(async (sectionId) => {
        const placed = [
          ...of(placements, sectionId),
          ...of(temporary, sectionId).map((place) => ({ ...place, reservedFor: null })),
        ];
        const offered = of(offers, sectionId);
        const week = weekOccupancy(
          monday,
          placed,
          offered,
          of(expected, sectionId),
          of(ledger, sectionId),
          await this.supply.capacitiesOf(this.reader, sectionId),
        );
        const { common, owners } = setReservedApart(week, of(reserved, sectionId), placed, offered);
        return { sectionId, halfDays: common, owners };
      }),
    );
  }

  /**
   * How many children are expected on each half-day of a week, by section. Sections of these establishments where
   * nobody is expected are absent.
   */
  async expectedInWeek(providerIds: readonly Id[], monday: Day): Promise<Map<Id, readonly number[]>> {
    const ids = providerIds.flatMap((id) => this.supply.sectionsOf(id).map((section) => section.id));
    const steps = groupedBy(await this.expectedIn(ids, monday, addDays(monday, 6)), ({ sectionId }) => sectionId);
    return new Map([...steps].map(([id, holds]) => [id, heldInWeek(monday, holds)]));
  }

  /** The steps of paths between two days that nobody has confirmed: of children who are placed, and of open offers. */
  async expectedBetween(
    sectionIds: readonly Id[],
    { from, to }: Days,
  ): Promise<{ readonly placed: readonly ExpectedStep[]; readonly offered: readonly ExpectedStep[] }> {
    const open = { sectionId: In([...sectionIds]), to: LessThan(to), pathTo: MoreThanOrEqual(from) };
    return {
      placed: await this.stepsOf(await this.reader.find(Placement, { where: { ...open, state: 'held' } })),
      offered: await this.stepsOf(await this.reader.find(Offer, { where: { ...open, state: 'open' } })),
    };
  }

  private async expectedIn(sectionIds: readonly Id[], from: Day, to: Day): Promise<ExpectedStep[]> {
    const { placed, offered } = await this.expectedBetween(sectionIds, { from, to });
    return [...placed, ...offered];
  }

  private async stepsOf(places: readonly (Placement | Offer)[]): Promise<ExpectedStep[]> {
    return (await this.paths.listExpected(this.reader, places)).flatMap(({ held, steps }) =>
      steps.map((step) => ({ ...step, slots: held.slots })),
    );
  }

  /**
   * Every placement of an establishment that is held on this day or later, ordered by last day. Those whose next
   * section is only expected are included.
   */
  async childrenOf(from: Reader | Tx, providerId: Id, day: Day): Promise<Placement[]> {
    const ids = this.supply.sectionsOf(providerId).map((section) => section.id);
    const here = { sectionId: In(ids), state: 'held' as const };
    const children = await from.find(Placement, {
      where: [
        { ...here, to: MoreThanOrEqual(day) },
        { ...here, pathTo: MoreThanOrEqual(day) },
      ],
      order: { id: 'ASC' },
    });
    return children.sort((a, b) => lastDayOf(a).localeCompare(lastDayOf(b)));
  }

  /** Placements of an establishment that a person ended, and whose end can still be undone. */
  async takenBackOf(from: Reader | Tx, providerId: Id, day: Day): Promise<Placement[]> {
    const ids = this.supply.sectionsOf(providerId).map((section) => section.id);
    const list = await from.find(Placement, {
      where: { sectionId: In(ids), beforeEnd: Not(IsNull()) },
      order: { to: 'DESC', id: 'ASC' },
    });
    return list.filter(({ beforeEnd }) => beforeEnd!.some(({ to, pathTo = null }) => lastDayOf({ to, pathTo }) >= day));
  }

  /** Emergency admissions that the body has not ratified yet. */
  async pendingRatifications(from: Reader | Tx, providerId: Id): Promise<Placement[]> {
    const ids = this.supply.sectionsOf(providerId).map((section) => section.id);
    return from.find(Placement, {
      where: { sectionId: In(ids), ratification: 'pending', state: 'held' },
      order: { from: 'ASC' },
    });
  }
}
