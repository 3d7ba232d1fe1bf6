import { Injectable } from '@nestjs/common';
import { SectionClosures, type SectionClosure } from '../../commissions/crisis/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { covers } from '../../foundation/kernel/period.js';
import type { Day } from '../../foundation/kernel/time.js';
import { Reader } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { OpeningDays, Supply, type OffOn, type Provider } from '../../offer/supply/index.js';

export interface SeenDaysOff {
  readonly isOff: OffOn;
  readonly closures: readonly SectionClosure[];
}

/** The days on which a section receives nobody: closings, public holidays, and sudden closures of this section alone. */
@Injectable()
export class DaysOff {
  constructor(
    private readonly reader: Reader,
    private readonly supply: Supply,
    private readonly opening: OpeningDays,
    private readonly closures: SectionClosures,
  ) {}

  /** @param from sudden closures that ended before this day are left out */
  async readFrom(actor: Actor, provider: Provider, from: Day): Promise<SeenDaysOff> {
    const ids = this.supply.sectionsOf(provider.id).map(({ id }) => id);
    const isPlanned = await this.opening.offOn(this.reader, ids);
    const closures = await this.closures.listFrom(actor, provider.id, from);
    return { closures, isOff: (id, day) => isPlanned(id, day) || isShut(closures, id, day) };
  }
}

/** Whether a sudden closure of which families were told shuts a section on a day. */
export const isShut = (closures: readonly SectionClosure[], sectionId: Id, day: Day): boolean =>
  closures.some(({ told, sectionIds, ...days }) => told && sectionIds.includes(sectionId) && covers(days, day));
