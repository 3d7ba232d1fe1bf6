import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import { addMinutes } from '../../kernel/time.js';
import { Reader, UnitOfWork } from '../database/index.js';
import { Metrics } from '../metrics/index.js';
import { JobHandlers } from './job-handlers.js';
import type { JobPayload } from './job.entity.js';

/** Nine tries over about eight hours, then a person looks (state `failed`). */
export const MAX_ATTEMPTS = 9;
/** A claimed job that says nothing for this long is tried again by whoever is there. */
export const LEASE_MINUTES = 2;

const retryDelayMinutes = (attempt: number): number => 2 ** (attempt - 1);

export interface ClaimedJob {
  readonly id: Id;
  readonly type: string;
  readonly payload: JobPayload;
  readonly attempt: number;
}

/** Claims and runs jobs; every driver runs them through here. */
@Injectable()
export class JobRunner {
  private readonly logger = new Logger('Queue');
  private readonly outcomes;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly handlers: JobHandlers,
    metrics: Metrics,
  ) {
    this.outcomes = metrics.counter('marelle_jobs_total', 'Tries of a job by how they ended', ['type', 'outcome']);
  }

  /** Claims what is due, oldest first. The claim itself sets the next try: a crash right after needs nobody's help. */
  async claimDue(limit: number): Promise<ClaimedJob[]> {
    const now = this.clock.now();
    const due = await this.reader.sql<{ n: number }>(`SELECT 1 AS n FROM job WHERE state = 'waiting' AND run_at <= :now LIMIT 1`, { now });
    if (due.length === 0) return [];
    return this.unitOfWork.run(async (tx) => {
      const skipLocked = tx.dialect === 'postgres' ? 'FOR UPDATE SKIP LOCKED' : '';
      const rows = await tx.write<{ id: string; type: string; payload: string; attempts: number }>(
        `UPDATE job SET attempts = attempts + 1, run_at = :next
         WHERE id IN (SELECT id FROM job WHERE state = 'waiting' AND run_at <= :now
                      ORDER BY run_at, id LIMIT ${Math.trunc(limit)} ${skipLocked})
         RETURNING id, type, payload, attempts`,
        { now, next: addMinutes(now, LEASE_MINUTES) },
      );
      return rows
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .map((row) => ({ id: row.id, type: row.type, payload: JSON.parse(row.payload) as JobPayload, attempt: Number(row.attempts) }));
    });
  }

  /** Runs a claimed job; its effects and its end are one transaction. Never throws. */
  async run(job: ClaimedJob): Promise<void> {
    try {
      const handler = this.handlers.get(job.type);
      const outcome = await handler.outside?.(job.payload, { id: job.id, attempt: job.attempt });
      const isOurs = await this.unitOfWork.run(async (tx) => {
        const ended = await tx.write<{ id: string }>(
          `UPDATE job SET state = 'done', finished_at = :now, last_error = NULL
           WHERE id = :id AND state = 'waiting' AND attempts = :attempt RETURNING id`,
          { id: job.id, attempt: job.attempt, now: this.clock.now() },
        );
        // Taken over by somebody else after the lease, or cancelled meanwhile: theirs to do.
        if (ended.length > 0) await handler.handle(tx, job.payload, outcome);
        return ended.length > 0;
      });
      this.outcomes.inc({ type: job.type, outcome: isOurs ? 'done' : 'taken_over' });
    } catch (error) {
      await this.recordFailure(job, error);
    }
  }

  private async recordFailure(job: ClaimedJob, error: unknown): Promise<void> {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    this.logger.error({ jobId: job.id, type: job.type, attempt: job.attempt, error: message });
    const failed = job.attempt >= MAX_ATTEMPTS;
    this.outcomes.inc({ type: job.type, outcome: failed ? 'failed' : 'to_retry' });
    await this.unitOfWork
      .run((tx) =>
        tx.write(
          `UPDATE job SET last_error = :message, run_at = :next, state = :state, finished_at = :finished
           WHERE id = :id AND state = 'waiting' AND attempts = :attempt`,
          {
            id: job.id,
            attempt: job.attempt,
            message: message.slice(0, 500),
            next: addMinutes(this.clock.now(), retryDelayMinutes(job.attempt)),
            state: failed ? 'failed' : 'waiting',
            finished: failed ? this.clock.now() : null,
          },
        ),
      )
      // The database itself may be what failed: the lease brings the job back.
      .catch((cause: unknown) => this.logger.error({ jobId: job.id, error: String(cause) }));
  }
}
