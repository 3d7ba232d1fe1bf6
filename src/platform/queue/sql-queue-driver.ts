import { Injectable, Logger } from '@nestjs/common';
import { setTimeout } from 'node:timers/promises';
import { UnitOfWork } from '../database/index.js';
import { JobRunner } from './job-runner.js';
import { QueueDriver } from './queue-driver.js';

const POLL_MILLIS = 1000;
const BATCH = 20;
const PAUSE_MILLIS = 50;
const LONGEST_WAIT_MILLIS = 1000;

/** Polls the job table in the web process: no other service needed. */
@Injectable()
export class SqlQueueDriver extends QueueDriver {
  private readonly logger = new Logger('Queue');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = true;

  constructor(
    private readonly runner: JobRunner,
    private readonly unitOfWork: UnitOfWork,
  ) {
    super();
  }

  start(): void {
    this.stopped = false;
    this.timer = setInterval(() => this.wake(), POLL_MILLIS);
    this.timer.unref();
    this.wake();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  wake(): void {
    if (this.stopped) return;
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = this.runDue()
      .then(() => undefined)
      .catch((error: unknown) => this.logger.error({ error: String(error) }))
      .finally(() => {
        this.running = undefined;
        if (this.again) {
          this.again = false;
          this.wake();
        }
      });
  }

  /** People first: while they are depositing, a mail may wait a second, and never longer than that for its turn. */
  private async giveWay(): Promise<void> {
    for (let waited = 0; this.unitOfWork.waiting > 0 && waited < LONGEST_WAIT_MILLIS && !this.stopped; waited += PAUSE_MILLIS) await setTimeout(PAUSE_MILLIS);
  }

  /** Runs everything due now, and what that makes due. @returns how many jobs ran. */
  async runDue(): Promise<number> {
    let count = 0;
    for (;;) {
      await this.giveWay();
      const jobs = await this.runner.claimDue(BATCH);
      if (jobs.length === 0) return count;
      // Side by side, so that their units of work share commits.
      await Promise.all(jobs.map((job) => this.runner.run(job)));
      count += jobs.length;
    }
  }
}
