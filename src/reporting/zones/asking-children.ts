import { Injectable } from '@nestjs/common';
import { findWishes, startDays, type ChildRequest, type Wish } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import type { Day } from '../../foundation/kernel/time.js';
import { needSlots, Placements, type Starting } from '../../places/placement/index.js';
import { Reader } from '../../foundation/platform/database/index.js';

/** A child who lacks half-days, as availability judges it. */
export interface AskingChild extends Starting {
  readonly request: ChildRequest;
  readonly wishes: readonly Wish[];
  readonly birth: Day | null;
}

/** Reads what children of requests still ask for, less what they hold. */
@Injectable()
export class AskingChildren {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly placements: Placements,
  ) {}

  async read(requests: readonly ChildRequest[]): Promise<AskingChild[]> {
    const ids = requests.map(({ id }) => id);
    const wishes = groupedBy(await findWishes(this.reader, ids), ({ requestId }) => requestId);
    const held = await this.placements.heldSlots(this.reader, ids);
    const today = this.clock.today();
    return requests.map((request) => {
      const { id, birthDate, dueDate, need } = request;
      return {
        request,
        wishes: wishes.get(id) ?? [],
        birth: birthDate ?? dueDate,
        ...startDays(request, today),
        asked: {
          slots: needSlots(need.week) & ~(held.get(id) ?? 0),
          days: need.daysPerWeek ?? (need.daysWanted?.length || null),
          fewest: need.acceptsShorterWeek === true ? (need.minimumDays ?? 1) : null,
        },
      };
    });
  }
}
