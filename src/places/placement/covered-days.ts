import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import type { ChildRequest } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { SlotMask } from '../../foundation/kernel/week-schedule.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import { coveredSlots, needSlots } from './domain/coverage.js';
import { Solution } from './persistence/placement.entities.js';
import { Placements } from './placements.js';

/**
 * Which half-days of their needs requests have already. A request that is partly placed keeps its rank for the rest
 * (domain.md §5): sessions, re-offers and urgent admissions all judge the same rest.
 */
@Injectable()
export class CoveredDays {
  constructor(
    private readonly clock: Clock,
    private readonly placements: Placements,
  ) {}

  /**
   * By request: the half-days of its places, and those of its other solutions that go on on the day that it wants to
   * begin. A request that has none is absent.
   */
  async ofRequests(
    from: Reader | Tx,
    requests: readonly Pick<ChildRequest, 'id' | 'need' | 'wantedFrom'>[],
  ): Promise<Map<Id, SlotMask>> {
    const ids = requests.map(({ id }) => id);
    const held = await this.placements.heldSlots(from, ids);
    const others = groupedBy(
      await from.find(Solution, { where: { requestId: In(ids), placementId: IsNull(), endedAt: IsNull() } }),
      ({ requestId }) => requestId,
    );
    const today = this.clock.today();
    return new Map(
      requests.flatMap(({ id, need, wantedFrom }): [Id, SlotMask][] => {
        const first = wantedFrom !== null && wantedFrom > today ? wantedFrom : today;
        const running = (others.get(id) ?? []).filter(({ to }) => to === null || to >= first);
        const told = running.reduce((mask, { slots }) => mask | slots, 0);
        const covered = coveredSlots(needSlots(need.week), held.get(id) ?? 0, told);
        return covered === 0 ? [] : [[id, covered]];
      }),
    );
  }
}
