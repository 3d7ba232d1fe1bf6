import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../config/index.js';
import { Clock } from '../../kernel/clock.js';
import { jobType } from '../../kernel/job-type.js';
import { addDays, addMonths, instantAt } from '../../kernel/time.js';
import type { Tx } from '../database/index.js';
import { Nightly } from './nightly.js';

const JOB = jobType('queue.retention');
const HOUR = '03:45';
const AT_ONCE = 1000;
/** After this time, a failed job that nobody ran again or cancelled is of no more interest. */
const FAILED_MONTHS = 12;

/**
 * Deletes, every night, jobs that ended long ago. Waiting jobs are never deleted. Failed ones stay long enough for a
 * person to look at them.
 */
@Injectable()
export class JobRetention implements OnModuleInit {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly nightly: Nightly,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.nightly.every(JOB, HOUR, (tx) => this.run(tx));
  }

  private async run(tx: Tx): Promise<boolean> {
    const today = this.clock.today();
    const dropped = await tx.write(
      `DELETE FROM job WHERE id IN (
         SELECT id FROM job WHERE finished_at < :ended AND state <> 'waiting' AND (state <> 'failed' OR finished_at < :failed)
         ORDER BY finished_at LIMIT ${AT_ONCE}) RETURNING id`,
      {
        ended: instantAt(addDays(today, -this.config.JOBS_KEPT_DAYS)),
        failed: instantAt(addMonths(today, -FAILED_MONTHS)),
      },
    );
    return dropped.length === AT_ONCE;
  }
}
