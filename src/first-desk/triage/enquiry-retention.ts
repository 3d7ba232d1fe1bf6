import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../foundation/config/index.js';
import { KEPT, OPEN_STATES } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { jobType } from '../../foundation/kernel/job-type.js';
import { addDays, instantAt, type Instant } from '../../foundation/kernel/time.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { Traces } from '../../foundation/platform/erasures/index.js';
import { Nightly } from '../../foundation/platform/queue/index.js';
import { emptyNamesBefore, emptyWordsBefore } from './persistence/enquiries.queries.js';

const JOB = jobType('triage.enquiry-retention');
const HOUR = '03:35';

/**
 * Empties, every night, what was written of contacts whose time is over. A note is kept while its request is open; a
 * name about no dossier goes sooner. The contact itself stays, because figures count it.
 */
@Injectable()
export class EnquiryRetention implements OnModuleInit {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly nightly: Nightly,
    private readonly traces: Traces,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.nightly.every(JOB, HOUR, (tx) => this.run(tx));
  }

  private async run(tx: Tx): Promise<boolean> {
    const before = (days: number): Instant => instantAt(addDays(this.clock.today(), -days));
    const notes = await emptyWordsBefore(tx, before(this.config.ENQUIRY_NOTES_KEPT_DAYS), OPEN_STATES);
    const names = await emptyNamesBefore(tx, before(KEPT.contactDays));
    if (notes + names > 0) await this.traces.removeAfter(tx);
    return false;
  }
}
