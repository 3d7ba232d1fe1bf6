import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { Config } from '../../foundation/config/index.js';
import { monthOnly } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { jobType } from '../../foundation/kernel/job-type.js';
import { addDays } from '../../foundation/kernel/time.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { Traces } from '../../foundation/platform/erasures/index.js';
import { Nightly } from '../../foundation/platform/queue/index.js';
import { CapacityDerogation, Placement, PresentChild, ReserveRight } from './persistence/placement.entities.js';
import { forgetParentsOfGone, listGoneChildren } from './persistence/present-children.queries.js';

const JOB = jobType('placement.present-retention');
const HOUR = '03:45';
/** How long whom to call about a child is kept after it has left: bills and belongings are settled by then. */
const KEPT_DAYS = 30;

/**
 * Forgets, every night, the children who were entered by their director and left as long ago as an ended dossier is
 * kept (domain.md §11). Their places stay for the counts, with the month of birth only. Whom to call about them is
 * forgotten much sooner.
 */
@Injectable()
export class PresentRetention implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly nightly: Nightly,
    private readonly traces: Traces,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.nightly.every(JOB, HOUR, (tx) => this.run(tx));
  }

  private async run(tx: Tx): Promise<boolean> {
    const forgot = await forgetParentsOfGone(tx, addDays(this.clock.today(), -KEPT_DAYS));
    if (forgot) await this.traces.removeAfter(tx);
    const gone = await listGoneChildren(tx, addDays(this.clock.today(), -this.config.ENDED_DOSSIERS_KEPT_DAYS));
    if (gone.length === 0) return false;
    for (const { id, birthDate } of await tx.find(Placement, { where: { childId: In(gone) } }))
      if (birthDate !== null) await tx.update(Placement, { id }, { birthDate: monthOnly(birthDate) });
    await tx.delete(CapacityDerogation, { childId: In(gone) });
    await tx.delete(ReserveRight, { childId: In(gone) });
    await tx.delete(PresentChild, { id: In(gone) });
    await this.traces.removeAfter(tx);
    return true;
  }
}
