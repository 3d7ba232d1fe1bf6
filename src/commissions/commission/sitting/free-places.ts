import { Injectable } from '@nestjs/common';
import { addDays, mondayOf } from '../../../foundation/kernel/time.js';
import { Seats } from '../../../places/placement/index.js';
import { Reader } from '../../../foundation/platform/database/index.js';
import { Supply } from '../../../offer/supply/index.js';
import type { Body, CommissionSession } from '../persistence/commission.entities.js';
import type { Slot } from '../../../foundation/kernel/week-schedule.js';

/** The seats that are free before a session is prepared, for who reads its agenda. */
@Injectable()
export class FreePlaces {
  constructor(
    private readonly reader: Reader,
    private readonly seats: Seats,
    private readonly supply: Supply,
  ) {}

  /**
   * The free seats of each section of a body, by half-day, in the first whole week after the first entries.
   * @returns null for a half-day on which the section is closed then
   */
  async readFree(
    { establishmentIds }: Pick<Body, 'establishmentIds'>,
    { entryFrom }: Pick<CommissionSession, 'entryFrom'>,
  ): Promise<(at: string, section: string, slot: Slot) => number | null> {
    const sections = establishmentIds.flatMap((id) => this.supply.sectionsOf(id));
    const monday = mondayOf(addDays(entryFrom, 6));
    const ids = sections.map(({ id }) => id);
    const free = await this.seats.freeIn(this.reader, ids, [{ from: monday, to: addDays(monday, 6) }]);
    const idOf = new Map(sections.map(({ id, providerId, code }) => [`${providerId} ${code}`, id]));
    return (at, section, slot) => free.get(idOf.get(`${at} ${section}`) ?? '')?.[0]?.get(slot) ?? null;
  }
}
