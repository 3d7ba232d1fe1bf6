import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Lack } from '../../foundation/kernel/lack.js';
import type { Reader } from '../../foundation/platform/database/index.js';
import { establishmentLacks } from './domain/establishment-lacks.js';
import { findCapacities } from './read-supply.js';
import { Supply } from './supply.js';

/** What is missing of the offer before families come. */
@Injectable()
export class OfferLacks {
  constructor(
    private readonly supply: Supply,
    private readonly clock: Clock,
  ) {}

  async list(from: Reader): Promise<Lack[]> {
    const today = this.clock.today();
    const capacities = (await findCapacities(from)).filter(({ to }) => to === null || to >= today);
    const withPlaces = new Set(
      capacities
        .filter(({ from, seats }) => from <= today && Object.values(seats).some((count) => count > 0))
        .map(({ sectionId }) => sectionId),
    );
    return establishmentLacks(
      this.supply.establishments().map(({ id, name, address, phone }) => {
        const sections = this.supply.sectionsOf(id);
        const sectionsWithPlaces = sections.filter((section) => withPlaces.has(section.id)).length;
        return { id, name, address, phone, sections: sections.length, sectionsWithPlaces };
      }),
    );
  }
}
