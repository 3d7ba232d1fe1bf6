import { Injectable } from '@nestjs/common';
import { setTimeout } from 'node:timers/promises';
import { UnitOfWork } from '../database/index.js';
import { JobClaims } from './job-claims.js';
import { JobRunner } from './job-runner.js';
import { QueueDriver } from './queue-driver.js';
import { Rounds } from './rounds.js';

const POLL_MILLIS = 1000;
const BATCH = 20;
const PAUSE_MILLIS = 50;
const LONGEST_WAIT_MILLIS = 1000;

/** Polls the job table in the web process: no other service needed. */
@Injectable()
export class SqlQueueDriver extends QueueDriver {
  private readonly rounds: Rounds = new Rounds(() => this.runRounds(() => this.rounds.stopping), POLL_MILLIS);

  constructor(
    private readonly claims: JobClaims,
    private readonly runner: JobRunner,
    private readonly unitOfWork: UnitOfWork,
  ) {
    super();
  }

  readonly carrier = 'here';

  start(): void {
    this.rounds.start();
  }

  stop(): Promise<void> {
    return this.rounds.stop();
  }

  wake(): void {
    this.rounds.wake();
  }

  /** Runs everything due now, and what that makes due. @returns how many jobs ran. */
  runDue(): Promise<number> {
    return this.runRounds(() => false);
  }

  private async runRounds(stopping: () => boolean): Promise<number> {
    let count = 0;
    while (!stopping()) {
      await this.giveWay(stopping);
      const jobs = await this.claims.due(BATCH);
      if (jobs.length === 0) break;
      await Promise.all(jobs.map((job) => this.runner.run(job)));
      count += jobs.length;
    }
    return count;
  }

  /** People first: while they are depositing, a mail may wait a second, and never longer than that for its turn. */
  private async giveWay(stopping: () => boolean): Promise<void> {
    for (let waited = 0; this.unitOfWork.waiting > 0 && waited < LONGEST_WAIT_MILLIS && !stopping(); waited += PAUSE_MILLIS) await setTimeout(PAUSE_MILLIS);
  }
}
