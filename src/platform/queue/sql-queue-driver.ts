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
 * Polls the job table in the web process: no other service needed. Each kind of job that waits for something outside
 * has a lane of its own, and the others share one: a mail server that is silent holds mails, and neither the end of an
 * offer nor the list of a session.
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

  /** Runs everything due now, of all kinds together, and what that makes due. @returns how many jobs ran. */
  runDue(): Promise<number> {
    return this.runRounds(() => false);
  }

  /**
   * Does `work` while this process takes no job by itself: `runDue` then runs each one, and returns when it is done. A
   * lane that had taken one would leave it running while the demonstration's clock moves past what it plans.
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
      const jobs = await this.claims.due(BATCH, kinds);
      if (jobs.length === 0) break;
      await Promise.all(jobs.map((job) => this.runner.run(job)));
      count += jobs.length;
    }
    return count;
  }

  /** People first: while they are depositing, a mail may wait a second, and never longer than that for its turn. */
  private async giveWay(stopping: () => boolean): Promise<void> {
    for (
      let waited = 0;
      this.unitOfWork.waiting > 0 && waited < LONGEST_WAIT_MILLIS && !stopping();
      waited += PAUSE_MILLIS
    )
      await setTimeout(PAUSE_MILLIS);
  }
}
