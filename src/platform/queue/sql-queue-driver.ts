import { Injectable, Logger } from '@nestjs/common';
import { JobRunner } from './job-runner.js';
import { QueueDriver } from './queue-driver.js';

const POLL_MILLIS = 1000;
const BATCH = 20;

/** Polls the job table in the web process: no other service needed. */
@Injectable()
export class SqlQueueDriver extends QueueDriver {
  private readonly logger = new Logger('Queue');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = true;

  constructor(private readonly runner: JobRunner) {
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

  /** Runs everything due now, and what that makes due. @returns how many jobs ran. */
  async runDue(): Promise<number> {
    let count = 0;
    for (;;) {
      const jobs = await this.runner.claimDue(BATCH);
      if (jobs.length === 0) return count;
      // Side by side, so that their units of work share commits.
      await Promise.all(jobs.map((job) => this.runner.run(job)));
      count += jobs.length;
    }
  }
}
