import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { plainSection } from '../../../foundation/kernel/reserved-section.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { Paths } from '../../../places/placement/index.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import { OpeningDays, Supply } from '../../../offer/supply/index.js';
import { offeredFrom } from '../domain/snapshot.js';
import type { Candidacy, CommissionSession } from '../persistence/commission.entities.js';

/** The first day of the places that a session gives: a day on which the section is open. */
@Injectable()
export class EntryDays {
  constructor(
    private readonly clock: Clock,
    private readonly paths: Paths,
    private readonly supply: Supply,
    private readonly opening: OpeningDays,
  ) {}

  /** @param admitted cases with a decided section */
  async firstDays(
    from: Reader | Tx,
    { entryFrom }: Pick<CommissionSession, 'entryFrom'>,
    admitted: readonly Pick<Candidacy, 'id' | 'snapshot' | 'decidedSectionId' | 'decidedFrom'>[],
  ): Promise<Map<Id, Day>> {
    const startIn = await this.opening.startIn(
      from,
      admitted.map(({ decidedSectionId }) => plainSection(decidedSectionId!)),
    );
    return new Map(
      admitted.map(({ id, snapshot, decidedSectionId, decidedFrom }) => {
        const { id: sectionId, providerId } = this.supply.section(decidedSectionId)!;
        const entry = offeredFrom(snapshot!, entryFrom, this.clock.today(), decidedFrom);
        return [id, startIn(sectionId, { from: entry, to: this.paths.lastDay(providerId, snapshot!.birth, entry) })];
      }),
    );
  }
}
