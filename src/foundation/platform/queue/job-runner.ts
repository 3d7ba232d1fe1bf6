import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import { addMinutes } from '../../kernel/time.js';
import { listOf, UnitOfWork, type Tx } from '../database/index.js';
import { inLogContext, type LogContext } from '../logging/index.js';
import { Metrics } from '../metrics/index.js';
import { failureReason } from './failure-reason.js';
import { Gather } from './gather.js';
import { MAX_ATTEMPTS, type ClaimedJob } from './job-claims.js';
import { JobHandlers, type JobHandler } from './job-handlers.js';

/**
 * Jobs that end at the same time share a commit. Several lanes do so side by side, so that a slow ending delays few
 * others.
 */
const SHARED_END = { largest: 50, lanes: 4 };

const retryDelayMinutes = (attempt: number): number => 2 ** (attempt - 1);

const contextOf = ({ id, type, correlation }: ClaimedJob): LogContext => ({
  correlation: correlation ?? id,
  job: id,
  type,
});

interface Ending {
  readonly job: ClaimedJob;
  readonly handler: JobHandler;
  readonly outcome: unknown;
}
type Ended = { readonly ok: true; readonly isOurs: boolean } | { readonly ok: false; readonly error: unknown };

/** Runs claimed jobs, whichever driver claimed them. */
@Injectable()
export class JobRunner {
  private readonly logger = new Logger('Queue');
  private readonly outcomes;
  private readonly endings = new Gather<Ending, Ended>((endings) => this.endAll(endings), SHARED_END);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly handlers: JobHandlers,
    metrics: Metrics,
  ) {
    this.outcomes = metrics.counter('marelle_jobs_total', 'Tries of a job by how they ended', ['type', 'outcome']);
  }

  /** Runs a claimed job. Its effects and its end are one transaction. Never throws. */
  run(job: ClaimedJob): Promise<void> {
    return inLogContext(contextOf(job), () => this.runAlone(job));
  }

  private async runAlone(job: ClaimedJob): Promise<void> {
    try {
      const handler = this.handlers.get(job.type);
      const outcome = await handler.outside?.(job.payload, { id: job.id, attempt: job.attempt });
      const ended = await this.endings.ask({ job, handler, outcome });
      if (ended.ok) this.recordEnd(job, ended.isOurs ? 'done' : 'taken_over');
      else await this.recordFailure(job, ended.error);
    } catch (error) {
      await this.recordFailure(job, error);
    }
  }

  /** Ends several jobs in one transaction. When one of them fails, each is ended in a transaction of its own. */
  private async endAll(endings: readonly Ending[]): Promise<Ended[]> {
    if (endings.length > 1) {
      const together = await this.attempt(endings);
      if (together.every(({ ok }) => ok)) return together;
    }
    const ended: Ended[] = [];
    for (const ending of endings) ended.push(...(await this.attempt([ending])));
    return ended;
  }

  private async attempt(endings: readonly Ending[]): Promise<Ended[]> {
    try {
      const ours = await this.unitOfWork.run((tx) => this.endJobs(tx, endings));
      return endings.map(({ job }) => ({ ok: true, isOurs: ours.has(job.id) }));
    } catch (error) {
      return endings.map(() => ({ ok: false, error }));
    }
  }

  /** @returns the jobs whose claim was still ours */
  private async endJobs(tx: Tx, endings: readonly Ending[]): Promise<ReadonlySet<Id>> {
    const ids = listOf(
      'id',
      endings.map(({ job }) => job.id),
    );
    const leases = listOf(
      'lease',
      endings.map(({ job }) => job.lease),
    );
    const ended = await tx.write<{ id: string }>(
      `UPDATE job SET state = 'done', finished_at = :now, last_error = NULL
       WHERE id IN (
         WITH held AS MATERIALIZED (SELECT id, state, run_at FROM job WHERE id IN (${ids.sql})
         ORDER BY id ${tx.dialect === 'postgres' ? 'FOR UPDATE' : ''})
         SELECT id FROM held WHERE state = 'waiting'
         AND run_at = CASE id ${endings.map((_, n) => `WHEN :id${n} THEN :lease${n}`).join(' ')} END)
       RETURNING id`,
      { ...ids.parameters, ...leases.parameters, now: this.clock.now() },
    );
    const ours = new Set(ended.map(({ id }) => id));
    for (const { job, handler, outcome } of endings) {
      // A job that is no longer ours was claimed by another process after our lease, or moved or cancelled. Nothing is
      // written for it here.
      if (ours.has(job.id)) await inLogContext(contextOf(job), () => handler.handle(tx, job.payload, outcome));
    }
    return ours;
  }

  private recordEnd({ type, attempt }: ClaimedJob, outcome: 'done' | 'taken_over'): void {
    this.outcomes.inc({ type, outcome });
    this.logger.log({ outcome, attempt });
  }

  private async recordFailure(job: ClaimedJob, error: unknown): Promise<void> {
    const reason = failureReason(error);
    this.logger.error({ attempt: job.attempt, reason, err: error });
    const failed = job.attempt >= MAX_ATTEMPTS;
    this.outcomes.inc({ type: job.type, outcome: failed ? 'failed' : 'to_retry' });
    const now = this.clock.now();
    await this.unitOfWork
      .run((tx) =>
        tx.write(
          `UPDATE job SET last_error = :reason, run_at = :next, published_at = NULL, state = :state, finished_at = :finished
           WHERE id = :id AND state = 'waiting' AND run_at = :lease RETURNING id`,
          {
            id: job.id,
            lease: job.lease,
            reason,
            next: addMinutes(now, retryDelayMinutes(job.attempt)),
            state: failed ? 'failed' : 'waiting',
            finished: failed ? now : null,
          },
        ),
      )
      // The database itself may be what failed. The job then runs again once its lease is over.
      .catch((cause: unknown) => this.logger.error({ err: cause }));
  }
}
