import { Injectable, type OnModuleInit } from '@nestjs/common';
import { KEPT } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { jobType } from '../../foundation/kernel/job-type.js';
import { addMonths, instantAt } from '../../foundation/kernel/time.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { Traces } from '../../foundation/platform/erasures/index.js';
import { Outbox } from '../../foundation/platform/outbox/index.js';
import { Nightly } from '../../foundation/platform/queue/index.js';
import { ProviderRecords, Supply } from '../../offer/supply/index.js';
import { Childminder, ChildminderLink } from './persistence/childminders.entities.js';

const JOB = jobType('childminders.retention');
const HOUR = '03:40';
/** The messages that only childminders get. */
const KINDS = ['childminder-ask', 'childminder-request', 'childminder-chosen', 'childminder-over'];

/**
 * Forgets, every night, the childminders who stopped working as long ago as a closed dossier is kept (domain.md §11).
 * Her commune and the agreements that families had with her stay, without her name.
 */
@Injectable()
export class ChildminderRetention implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly nightly: Nightly,
    private readonly supply: Supply,
    private readonly providers: ProviderRecords,
    private readonly outbox: Outbox,
    private readonly traces: Traces,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.nightly.every(JOB, HOUR, (tx) => this.run(tx));
  }

  private async run(tx: Tx): Promise<boolean> {
    const limit = addMonths(this.clock.today(), -KEPT.closedMonths);
    for (const kind of KINDS) await this.outbox.forgetMessages(tx, kind, instantAt(limit));
    const gone = this.supply
      .providers()
      .filter(({ kind, closedFrom }) => kind === 'childminder' && closedFrom !== null && closedFrom < limit);
    const forgotten = await this.providers.forgetPeople(
      tx,
      gone.map(({ id }) => id),
    );
    for (const providerId of forgotten) {
      await tx.delete(Childminder, { providerId });
      await tx.delete(ChildminderLink, { providerId });
    }
    if (forgotten.length > 0) await this.traces.removeAfter(tx);
    return false;
  }
}
