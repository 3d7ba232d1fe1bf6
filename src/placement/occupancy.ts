import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThanOrEqual, MoreThanOrEqual, Not } from 'typeorm';
import type { Id } from '../kernel/ids.js';
import { addDays, type Day } from '../kernel/time.js';
import { Reader, type Tx } from '../platform/database/index.js';
import { Supply } from '../supply/index.js';
import { weekOccupancy, type HalfDayOccupancy } from './domain/week-occupancy.js';
import { Offer, Placement, SeatLedger } from './persistence/placement.entities.js';

export interface SectionWeek {
  readonly sectionId: Id;
  /** Fourteen half-days from Monday morning. */
  readonly halfDays: readonly HalfDayOccupancy[];
}

/** Views of occupancy: confirmed (placements), promised (open offers), and what they leave free. */
@Injectable()
export class Occupancy {
  constructor(
    private readonly reader: Reader,
    private readonly supply: Supply,
  ) {}

  /** The week that begins on `monday`, section by section, youngest first. */
  async weekOf(providerId: Id, monday: Day): Promise<SectionWeek[]> {
    const ids = this.supply.sectionsOf(providerId).map((section) => section.id);
    const sunday = addDays(monday, 6);
    const overlapping = { sectionId: In(ids), from: LessThanOrEqual(sunday), to: MoreThanOrEqual(monday) };
    const [placements, offers, ledger] = [
      await this.reader.find(Placement, { where: overlapping }),
      await this.reader.find(Offer, { where: { ...overlapping, state: 'open' } }),
      await this.reader.from(SeatLedger, 'ledger').where('ledger.section_id IN (:...ids)', { ids: ids.length > 0 ? ids : [''] })
        .andWhere('ledger.day BETWEEN :monday AND :sunday', { monday, sunday }).getMany(),
    ];
    const of = <T extends { sectionId: Id }>(rows: readonly T[], id: Id): T[] => rows.filter((row) => row.sectionId === id);
    return Promise.all(ids.map(async (sectionId) => ({
      sectionId,
      halfDays: weekOccupancy(monday, of(placements, sectionId), of(offers, sectionId), of(ledger, sectionId), await this.supply.capacitiesOf(this.reader, sectionId)),
    })));
  }

  /** Every place of an establishment that runs on a day or is to come, by last day. */
  async childrenOf(from: Reader | Tx, providerId: Id, day: Day): Promise<Placement[]> {
    const ids = this.supply.sectionsOf(providerId).map((section) => section.id);
    return from.find(Placement, { where: { sectionId: In(ids), state: 'held', to: MoreThanOrEqual(day) }, order: { to: 'ASC', id: 'ASC' } });
  }

  /** Lines of an establishment that were ended by hand, and can be as they were again. */
  async takenBackOf(from: Reader | Tx, providerId: Id, day: Day): Promise<Placement[]> {
    const ids = this.supply.sectionsOf(providerId).map((section) => section.id);
    const list = await from.find(Placement, { where: { sectionId: In(ids), beforeEnd: Not(IsNull()) }, order: { to: 'DESC', id: 'ASC' } });
    return list.filter(({ beforeEnd }) => beforeEnd!.some(({ to }) => to >= day));
  }

  /** Emergency admissions that the body has still to ratify. */
  async pendingRatifications(from: Reader | Tx, providerId: Id): Promise<Placement[]> {
    const ids = this.supply.sectionsOf(providerId).map((section) => section.id);
    return from.find(Placement, { where: { sectionId: In(ids), ratification: 'pending' }, order: { from: 'ASC' } });
  }
}
