import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../config/index.js';
import { Clock } from '../../kernel/clock.js';
import { addDays, addMinutes, addMonths, dayOf, instantAt, type Instant } from '../../kernel/time.js';
import { UnitOfWork, type Tx } from '../database/index.js';
import { JobHandlers } from './job-handlers.js';
import { Queue } from './queue.js';

const JOB = 'queue.retention';
const HOUR = '03:45';
/** Others wait for SQLite's writer: a long night is cut in pieces. */
const AT_ONCE = 1000;
const MINUTES_BETWEEN = 1;
/** A failure that nobody has run again or cancelled by then says nothing any more. */
const FAILED_MONTHS = 12;

const tonight = (now: Instant): Instant => instantAt(addDays(dayOf(now), 1), HOUR);

/** Every night, drops jobs that ended long ago. What waits is never touched; what failed stays for a person to look at. */
@Injectable()
export class JobRetention implements OnModuleInit {
  constructor(
    private readonly config: Config,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly queue: Queue,
    private readonly handlers: JobHandlers,
  ) {}

  async onModuleInit(): Promise<void> {
    this.handlers.register({ type: JOB, handle: (tx) => this.run(tx) });
    await this.unitOfWork.run((tx) => this.queue.ensure(tx, JOB, {}, { at: tonight(this.clock.now()), key: JOB }));
  }

  private async run(tx: Tx): Promise<void> {
    const now = this.clock.now();
    const today = dayOf(now);
    const dropped = await tx.write(
      `DELETE FROM job WHERE id IN (
         SELECT id FROM job WHERE finished_at < :ended AND state <> 'waiting' AND (state <> 'failed' OR finished_at < :failed)
         ORDER BY finished_at LIMIT ${AT_ONCE}) RETURNING id`,
      { ended: instantAt(addDays(today, -this.config.JOBS_KEPT_DAYS)), failed: instantAt(addMonths(today, -FAILED_MONTHS)) },
    );
    const more = dropped.length === AT_ONCE;
    await this.queue.plan(tx, JOB, {}, { at: more ? addMinutes(now, MINUTES_BETWEEN) : tonight(now), key: JOB });
  }
}
