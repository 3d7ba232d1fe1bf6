import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../foundation/config/index.js';
import { OPEN_STATES } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { jobType } from '../../foundation/kernel/job-type.js';
import { addDays, instantAt } from '../../foundation/kernel/time.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { Traces } from '../../foundation/platform/erasures/index.js';
import { Nightly } from '../../foundation/platform/queue/index.js';
import { emptyNotesBefore } from './persistence/enquiries.queries.js';

const JOB = jobType('triage.enquiry-retention');
const HOUR = '03:35';

/**
 * Empties, every night, the notes of contacts whose time is over. A note is kept while its request is open. The
 * contact itself stays, because figures count it.
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
    const limit = instantAt(addDays(this.clock.today(), -this.config.ENQUIRY_NOTES_KEPT_DAYS));
    if ((await emptyNotesBefore(tx, limit, OPEN_STATES)) > 0) await this.traces.removeAfter(tx);
    return false;
  }
}
