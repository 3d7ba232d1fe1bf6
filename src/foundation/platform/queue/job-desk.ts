import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import { addMinutes, type Instant } from '../../kernel/time.js';
import { Reader, type SqlParameters, type Tx } from '../database/index.js';
import { LEASE_MINUTES } from './job-claims.js';
import { Job } from './job.entity.js';
import { QueueDriver } from './queue-driver.js';

/** A job that is due for longer than this is late. The queue is polled every second. */
export const LATE_MINUTES = 1;
export const JOB_PAGE = 50;
/** Counting stops at this number: nobody needs a larger figure. */
export const MOST_JOBS_COUNTED = 10_000;
/** How many failed jobs one press of the button runs again. */
const MOST_AT_ONCE = 500;

/** `failed`: given up, so a person has to look. `late`: due but not done. `planned`: due later. */
export const JOB_LISTS = ['failed', 'late', 'planned'] as const;
export type JobList = (typeof JOB_LISTS)[number];

export interface JobRow {
  readonly id: Id;
  readonly type: string;
  readonly runAt: Instant;
  readonly attempts: number;
  /** A code (failure-reason.ts); absent when no try has failed. */
  readonly reason: string | null;
  readonly createdAt: Instant;
}

export interface QueueCount {
  readonly type: string;
  readonly failed: number;
  readonly late: number;
  readonly planned: number;
}

export interface JobFilter {
  readonly list: JobList;
  readonly type?: string;
  /** The last row of the previous page (keyset pagination). */
  readonly after?: { readonly runAt: Instant; readonly id: Id };
}

export type RunAgain = 'planned' | 'absent' | 'already-planned';

const CONDITIONS: Record<JobList, string> = {
  failed: `state = 'failed'`,
  late: `state = 'waiting' AND run_at <= :late`,
  planned: `state = 'waiting' AND run_at > :late`,
};
/**
 * Another job of the same key waits already. It has replaced this failed one, because its subject was planned again.
 */
const REPLACED = `key IS NOT NULL AND EXISTS (SELECT 1 FROM job other WHERE other.key = job.key AND other.state = 'waiting')`;

/** What a person can see of the queue and do to it. It is the same for every driver, because the table is the queue. */
@Injectable()
export class JobDesk {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly driver: QueueDriver,
  ) {}

  private get late(): Instant {
    return addMinutes(this.clock.now(), -LATE_MINUTES);
  }

  /** One line for each type with waiting or failed jobs. Counting stops at {@link MOST_JOBS_COUNTED} jobs in all. */
  async countQueues(): Promise<QueueCount[]> {
    const rows = await this.reader.sql<Record<keyof QueueCount, string>>(
      `SELECT type, SUM(CASE WHEN state = 'failed' THEN 1 ELSE 0 END) AS failed,
              SUM(CASE WHEN state = 'waiting' AND run_at <= :late THEN 1 ELSE 0 END) AS late,
              SUM(CASE WHEN state = 'waiting' AND run_at > :late THEN 1 ELSE 0 END) AS planned
       FROM (SELECT type, state, run_at FROM job WHERE state IN ('waiting', 'failed')
       LIMIT ${MOST_JOBS_COUNTED}) counted GROUP BY type ORDER BY type`,
      { late: this.late },
    );
    return rows.map(({ type, failed, late, planned }) => ({
      type,
      failed: Number(failed),
      late: Number(late),
      planned: Number(planned),
    }));
  }

  /** At most {@link JOB_PAGE} rows. Failed jobs come latest first, the others in the order in which they are due. */
  listJobs({ list, type, after }: JobFilter): Promise<JobRow[]> {
    const latestFirst = list === 'failed';
    const conditions = [
      CONDITIONS[list],
      ...(type ? ['type = :type'] : []),
      ...(after ? [`(run_at, id) ${latestFirst ? '<' : '>'} (:runAt, :id)`] : []),
    ];
    const parameters: SqlParameters = { late: this.late, ...(type ? { type } : {}), ...(after ? { ...after } : {}) };
    const order = latestFirst ? 'run_at DESC, id DESC' : 'run_at, id';
    return this.reader.sql<JobRow>(
      `SELECT id AS "id", type AS "type", run_at AS "runAt", attempts AS "attempts", last_error AS "reason", created_at AS "createdAt"
       FROM job WHERE ${conditions.join(' AND ')} ORDER BY ${order} LIMIT ${JOB_PAGE}`,
      parameters,
    );
  }

  /** A job on which a person may still act: one that waits or has failed. */
  async findOpen(id: Id): Promise<JobRow | null> {
    const [row] = await this.reader.sql<JobRow>(
      `SELECT id AS "id", type AS "type", run_at AS "runAt", attempts AS "attempts", last_error AS "reason", created_at AS "createdAt"
       FROM job WHERE id = :id AND state IN ('waiting', 'failed')`,
      { id },
    );
    return row ?? null;
  }

  /**
   * Runs a job now that was planned for later. A job that is already due, or being run, is left to the process that
   * takes it.
   */
  async runNow(tx: Tx, id: Id): Promise<'planned' | 'already'> {
    tx.afterCommit(() => this.driver.wake());
    const job = await tx.lock(Job, { id });
    // The time is read once the row is locked and nobody else can claim it. While we waited for the lock, a lease may
    // have been given that ends later than one counted from before.
    const now = this.clock.now();
    if (
      job?.state !== 'waiting' ||
      job.runAt <= now ||
      (job.attempts > 0 && job.runAt <= addMinutes(now, LEASE_MINUTES))
    )
      return 'already';
    await tx.update(Job, { id }, { runAt: now, publishedAt: null });
    return 'planned';
  }

  /** Runs a failed job now, with a new set of tries. */
  async runAgain(tx: Tx, id: Id): Promise<RunAgain> {
    const [job] = await tx.sql<{ replaced: number | boolean }>(
      `SELECT CASE WHEN ${REPLACED} THEN 1 ELSE 0 END AS replaced FROM job WHERE id = :id AND state = 'failed'`,
      { id },
    );
    if (!job) return 'absent';
    if (Number(job.replaced) === 1) return 'already-planned';
    return (await this.planAgain(tx, 'id = :id', { id })) > 0 ? 'planned' : 'absent';
  }

  /** Runs the failed jobs of a type now, up to the number allowed at once. @returns how many */
  runAllAgain(tx: Tx, type: string): Promise<number> {
    return this.planAgain(tx, `type = :type AND NOT (${REPLACED}) ORDER BY id LIMIT ${MOST_AT_ONCE}`, { type });
  }

  private async planAgain(tx: Tx, which: string, parameters: SqlParameters): Promise<number> {
    const rows = await tx.write<{ id: Id }>(
      `UPDATE job SET state = 'waiting', attempts = 0, run_at = :now, published_at = NULL, finished_at = NULL
       WHERE id IN (SELECT id FROM job WHERE state = 'failed' AND ${which}) RETURNING id`,
      { ...parameters, now: this.clock.now() },
    );
    tx.afterCommit(() => this.driver.wake());
    return rows.length;
  }

  /**
   * Cancels a job that waits or has failed. A job that is being run then has no effect any more.
   * @returns its type; null when there is no such job
   */
  async cancelJob(tx: Tx, id: Id): Promise<string | null> {
    const [job] = await tx.write<{ type: string }>(
      `UPDATE job SET state = 'cancelled', published_at = NULL, finished_at = :now WHERE id = :id
        AND state IN ('waiting', 'failed') RETURNING type`,
      { id, now: this.clock.now() },
    );
    return job?.type ?? null;
  }
}
