import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../config/index.js';
import { OPEN_STATES } from '../dossier/index.js';
import { Clock } from '../kernel/clock.js';
import { addDays, instantAt } from '../kernel/time.js';
import { listOf, type Tx } from '../platform/database/index.js';
import { Traces } from '../platform/erasures/index.js';
import { Nightly } from '../platform/queue/index.js';

const JOB = 'triage.enquiry-retention';
const HOUR = '03:35';

/**
 * Every night, empties notes of contacts whose time is over: of what is still asked for, a note is of use. That there
 * was a contact stays, the figures count it.
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
    const open = listOf('state', OPEN_STATES);
    const emptied = await tx.write(
      `UPDATE enquiry SET note = NULL WHERE note IS NOT NULL AND at < :limit
         AND NOT EXISTS (SELECT 1 FROM child_request r
         WHERE (r.id = enquiry.request_id OR r.dossier_id = enquiry.dossier_id) AND r.state IN (${open.sql})) RETURNING id`,
      { ...open.parameters, limit: instantAt(addDays(this.clock.today(), -this.config.ENQUIRY_NOTES_KEPT_DAYS)) },
    );
    if (emptied.length > 0) await this.traces.removeAfter(tx);
    return false;
  }
}
