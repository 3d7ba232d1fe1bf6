import { Injectable } from '@nestjs/common';
import { setTimeout } from 'node:timers/promises';
import { UnitOfWork } from '../database/index.js';
import { JobClaims, type JobKinds } from './job-claims.js';
import { JobHandlers } from './job-handlers.js';
import { JobRunner } from './job-runner.js';
import { QueueDriver } from './queue-driver.js';
import { Rounds } from './rounds.js';

const POLL_MILLIS = 1000;
const BATCH = 20;
const PAUSE_MILLIS = 50;
const LONGEST_WAIT_MILLIS = 1000;

/**
 * Polls the job table in the web process, without any other service. Each kind of job that waits for something outside
 * has a lane of its own, and all others share one. A mail server that does not answer thus delays mails, but neither
 * the end of an offer nor the list of a session.
 */
@Injectable()
export class SqlQueueDriver extends QueueDriver {
  private readonly lanes: Rounds[] = [];

  constructor(
    private readonly claims: JobClaims,
    private readonly runner: JobRunner,
    private readonly unitOfWork: UnitOfWork,
    private readonly handlers: JobHandlers,
  ) {
    super();
  }

  readonly carrier = 'here';

  start(): void {
    const slow = this.handlers.slowTypes();
    const kinds: (JobKinds | undefined)[] =
      slow.length === 0
        ? [undefined]
        : [{ types: slow, in: false }, ...slow.map((type) => ({ types: [type], in: true }))];
    for (const kind of kinds) {
      const lane: Rounds = new Rounds(() => this.runRounds(() => lane.stopping, kind), POLL_MILLIS);
      this.lanes.push(lane);
    }
    for (const lane of this.lanes) lane.start();
  }

  async stop(): Promise<void> {
    await Promise.all(this.lanes.splice(0).map((lane) => lane.stop()));
  }

  wake(): void {
    for (const lane of this.lanes) lane.wake();
  }

  /**
   * Runs everything that is due now, of all kinds, and everything that becomes due through it. @returns how many jobs
   * ran
   */
  runDue(): Promise<number> {
    return this.runRounds(() => false);
  }

  /**
   * Does `work` while the lanes of this process take no job. Only `runDue` then runs jobs, and it returns when they
   * are done. A job taken by a lane could still be running while the clock of the demonstration moves past what it
   * plans.
   */
  async runAlone<Result>(work: () => Promise<Result>): Promise<Result> {
    const polled = this.lanes.length > 0;
    await this.stop();
    try {
      return await work();
    } finally {
      if (polled) this.start();
    }
  }

  private async runRounds(stopping: () => boolean, kinds?: JobKinds): Promise<number> {
    let count = 0;
    while (!stopping()) {
      await this.giveWay(stopping);
      if (stopping()) break;
      const jobs = await this.claims.due(BATCH, kinds);
      if (jobs.length === 0) break;
      await Promise.all(jobs.map((job) => this.runner.run(job)));
      count += jobs.length;
    }
    return count;
  }

  /** Lets people go first. While they deposit dossiers, a job waits, but never more than a second. */
  private async giveWay(stopping: () => boolean): Promise<void> {
    for (
      let waited = 0;
      this.unitOfWork.waiting > 0 && waited < LONGEST_WAIT_MILLIS && !stopping();
      waited += PAUSE_MILLIS
    )
      await setTimeout(PAUSE_MILLIS);
  }
}
