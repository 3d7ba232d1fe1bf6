import { Injectable } from '@nestjs/common';
import type { ChildRequest, Wish } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { slotsOfSchedule } from '../../foundation/kernel/week-schedule.js';
import type { Day } from '../../foundation/kernel/time.js';
import { Paths, Seats } from '../../places/placement/index.js';
import { Reader } from '../../foundation/platform/database/index.js';
import { Supply, type Section } from '../../offer/supply/index.js';
import { availabilityOf, type Availability } from './domain/availability.js';

export interface WishedSection {
  readonly section: Section;
  readonly availability: Availability;
}

export interface WishedPlaces {
  readonly wish: Wish;
  /**
   * The sections that suit the child's age on the wanted date. Null when the wish is for another kind of care, or when
   * a date is missing.
   */
  readonly sections: readonly WishedSection[] | null;
}

/**
 * What the establishments of the wishes could give this child, from the wanted date for the whole time that it would
 * hold a place.
 */
@Injectable()
export class Wished {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly supply: Supply,
    private readonly seats: Seats,
    private readonly paths: Paths,
  ) {}

  async placesFor(request: ChildRequest, wishes: readonly Wish[]): Promise<WishedPlaces[]> {
    const birth = request.birthDate ?? request.dueDate;
    const today = this.clock.today();
    // When the wanted date has passed, a place is wanted from today.
    const from = request.wantedFrom && request.wantedFrom > today ? request.wantedFrom : request.wantedFrom && today;
    const places: WishedPlaces[] = [];
    for (const wish of wishes)
      places.push({
        wish,
        sections:
          birth && from && wish.providerId ? await this.sectionsOf(request, wish.providerId, birth, from) : null,
      });
    return places;
  }

  private async sectionsOf(request: ChildRequest, providerId: string, birth: Day, from: Day): Promise<WishedSection[]> {
    const asked = request.need.week ? slotsOfSchedule(request.need.week, this.supply.openingOf(providerId, from)) : 0;
    const found: WishedSection[] = [];
    for (const section of this.supply.sectionsForChild(providerId, birth, from)) {
      const free = await this.seats.freeBetween(
        this.reader,
        section.id,
        from,
        this.paths.planStay(section.id, birth, from).to,
      );
      const capacities = await this.supply.capacitiesOf(this.reader, section.id);
      const declared =
        capacities.findLast((capacity) => capacity.from <= from && (capacity.to === null || from <= capacity.to))
          ?.seats ?? {};
      found.push({ section, availability: availabilityOf({ free, declared }, asked) });
    }
    return found;
  }
}
