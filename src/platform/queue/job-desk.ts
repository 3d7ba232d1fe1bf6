import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import { addMinutes, type Instant } from '../../kernel/time.js';
import { Reader, type SqlParameters, type Tx } from '../database/index.js';
import { LEASE_MINUTES } from './job-claims.js';
import { Job } from './job.entity.js';
import { QueueDriver } from './queue-driver.js';

/** A job due for longer is late: the queue is asked every second. */
export const LATE_MINUTES = 1;
export const JOB_PAGE = 50;
/** Beyond, nobody reads the figure: counting stops. */
export const MOST_JOBS_COUNTED = 10_000;
/** As many failures are run again at once. */
const MOST_AT_ONCE = 500;

/** `failed`: given up, a person has to look. `late`: due and not done. `planned`: for later. */
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
  /** The last row of the page before (keyset). */
  readonly after?: { readonly runAt: Instant; readonly id: Id };
}

export type RunAgain = 'planned' | 'absent' | 'already-planned';

const CONDITIONS: Record<JobList, string> = {
  failed: `state = 'failed'`,
  late: `state = 'waiting' AND run_at <= :late`,
  planned: `state = 'waiting' AND run_at > :late`,
};
/** Another of its key waits already: a moved or repeated job has taken its place. */
const REPLACED = `key IS NOT NULL AND EXISTS (SELECT 1 FROM job other WHERE other.key = job.key AND other.state = 'waiting')`;

/** What a person sees of the queue and may do to it; the same on every driver, because the table is the queue. */
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

  /** One line for each type of which a job waits or has failed; counted up to {@link MOST_JOBS_COUNTED} in all. */
  async counts(): Promise<QueueCount[]> {
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

  /** At most {@link JOB_PAGE}: failures latest first, the others next due first. */
  rows({ list, type, after }: JobFilter): Promise<JobRow[]> {
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

  /** A job that a person may still act upon. */
  async open(id: Id): Promise<JobRow | null> {
    const [row] = await this.reader.sql<JobRow>(
      `SELECT id AS "id", type AS "type", run_at AS "runAt", attempts AS "attempts", last_error AS "reason", created_at AS "createdAt"
       FROM job WHERE id = :id AND state IN ('waiting', 'failed')`,
      { id },
    );
    return row ?? null;
  }

  /** Runs a job that waits for later now; one that is due already, or under way, is left to who has it. */
  async runNow(tx: Tx, id: Id): Promise<'planned' | 'already'> {
    tx.afterCommit(() => this.driver.wake());
    const job = await tx.lock(Job, { id });
    // Once nobody else can claim it: a lease that was given while the row was waited for would end later than one given
    // now.
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

  /** Runs a failed job now, with all its tries before it. */
  async runAgain(tx: Tx, id: Id): Promise<RunAgain> {
    const [job] = await tx.sql<{ replaced: number | boolean }>(
      `SELECT CASE WHEN ${REPLACED} THEN 1 ELSE 0 END AS replaced FROM job WHERE id = :id AND state = 'failed'`,
      { id },
    );
    if (!job) return 'absent';
    if (Number(job.replaced) === 1) return 'already-planned';
    return (await this.plan(tx, 'id = :id', { id })) > 0 ? 'planned' : 'absent';
  }

  /** Runs the failed jobs of a type now, as many as are taken at once. @returns how many */
  runAllAgain(tx: Tx, type: string): Promise<number> {
    return this.plan(tx, `type = :type AND NOT (${REPLACED}) ORDER BY id LIMIT ${MOST_AT_ONCE}`, { type });
  }

  private async plan(tx: Tx, which: string, parameters: SqlParameters): Promise<number> {
    const rows = await tx.write<{ id: Id }>(
      `UPDATE job SET state = 'waiting', attempts = 0, run_at = :now, published_at = NULL, finished_at = NULL
       WHERE id IN (SELECT id FROM job WHERE state = 'failed' AND ${which}) RETURNING id`,
      { ...parameters, now: this.clock.now() },
    );
    tx.afterCommit(() => this.driver.wake());
    return rows.length;
  }

  /**
   * Cancels a job that waits or has failed; one that is under way changes nothing any more. @returns its type, null
   * when there is none
   */
  async cancel(tx: Tx, id: Id): Promise<string | null> {
    const [job] = await tx.write<{ type: string }>(
      `UPDATE job SET state = 'cancelled', published_at = NULL, finished_at = :now WHERE id = :id
        AND state IN ('waiting', 'failed') RETURNING type`,
      { id, now: this.clock.now() },
    );
    return job?.type ?? null;
  }
}
