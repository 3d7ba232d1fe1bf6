import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { holidayOn } from '../../territory/calendar/domain/index.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { DomainError, refuse } from '../../foundation/kernel/refusal.js';
import type { Day } from '../../foundation/kernel/time.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import { firstOpenDay, isDayOff, isOpenDay, type SectionCalendar } from './domain/opening-days.js';
import { Capacity, ClosingPeriod } from './persistence/supply.entities.js';
import { Supply } from './supply.js';

/**
 * The first day of a stay on which the section is open. The first day of the stay when the section is never open
 * during it.
 */
export type StartIn = (sectionId: Id, stay: { readonly from: Day; readonly to: Day }) => Day;
/** Whether a section receives children on a day. */
export type OpenOn = (sectionId: Id, day: Day) => boolean;
/** Whether a section is closed on a day whatever its places. */
export type OffOn = (sectionId: Id, day: Day) => boolean;

const isHoliday = (day: Day): boolean => holidayOn(day) !== null;

/**
 * The days on which a place may begin (domain.md §6): never during a closing period, on a public holiday, or on a
 * weekday on which the section is closed.
 */
@Injectable()
export class OpeningDays {
  constructor(private readonly supply: Supply) {}

  /** Reads the calendars of these sections once, for as many stays as there are. */
  async startIn(from: Reader | Tx, sectionIds: readonly Id[]): Promise<StartIn> {
    const calendars = await this.calendars(from, [...new Set(sectionIds)]);
    return (sectionId, stay) => firstOpenDay(calendars.get(sectionId)!, stay.from, stay.to) ?? stay.from;
  }

  /** Reads the calendars of these sections once, for as many days as there are. */
  async openOn(from: Reader | Tx, sectionIds: readonly Id[]): Promise<OpenOn> {
    const calendars = await this.calendars(from, sectionIds);
    return (sectionId, day) => isOpenDay(calendars.get(sectionId)!, day);
  }

  /** The days of closing periods and public holidays, also for places that are only tried out. */
  async offOn(from: Reader | Tx, sectionIds: readonly Id[]): Promise<OffOn> {
    const calendars = await this.calendars(from, sectionIds);
    // A year asks about each half-day of a day, as it is and as it is tried out.
    const known = new Map(sectionIds.map((id) => [id, new Map<Day, boolean>()]));
    return (sectionId, day) => {
      const days = known.get(sectionId)!;
      const isOff = days.get(day) ?? isDayOff(calendars.get(sectionId)!, day);
      days.set(day, isOff);
      return isOff;
    };
  }

  /** @throws DomainError naming the next open day, when a place would begin on a closed one */
  async judgeStart(from: Reader | Tx, sectionId: Id, day: Day): Promise<void> {
    const next = firstOpenDay((await this.calendars(from, [sectionId])).get(sectionId)!, day);
    if (next !== day)
      throw new DomainError(
        refuse(next ? 'placement.closedDay' : 'placement.neverOpen', { day, next: next ?? undefined }),
      );
  }

  private async calendars(from: Reader | Tx, sectionIds: readonly Id[]): Promise<Map<Id, SectionCalendar>> {
    const providerOf = (sectionId: Id): Id => this.supply.section(sectionId)!.providerId;
    const closings = groupedBy(
      await from.find(ClosingPeriod, { where: { providerId: In(sectionIds.map(providerOf)) } }),
      ({ providerId }) => providerId,
    );
    const capacities = groupedBy(
      await from.find(Capacity, { where: { sectionId: In([...sectionIds]) }, order: { from: 'ASC' } }),
      ({ sectionId }) => sectionId,
    );
    return new Map(
      sectionIds.map((id) => [
        id,
        {
          closings: closings.get(providerOf(id)) ?? [],
          closedFrom: this.supply.closingDayOf(id),
          capacities: capacities.get(id) ?? [],
          isHoliday,
        },
      ]),
    );
  }
}
