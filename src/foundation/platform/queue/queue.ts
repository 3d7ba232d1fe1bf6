import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { BareJobType, JobPayload, JobType } from '../../kernel/job-type.js';
import type { Instant } from '../../kernel/time.js';
import type { Tx } from '../database/index.js';
import { logContext } from '../logging/index.js';
import { Job } from './job.entity.js';
import { QueueDriver } from './queue-driver.js';

export interface NewJob<Payload extends JobPayload> {
  readonly payload: Payload;
  /** The earliest moment at which the job runs; now when absent. */
  readonly at?: Instant;
  /** Names what the job is for. Only one job of a key waits at a time. */
  readonly key?: string;
}

/** Plans jobs for features. `tx` is required: the job is committed with the change that asks for it, or not at all. */
@Injectable()
export class Queue {
  constructor(
    private readonly clock: Clock,
    private readonly driver: QueueDriver,
  ) {}

  /**
   * Plans a job. When a job of the same `key` already waits, that one is moved and no second one is made.
   * @param options.at the earliest moment at which the job runs; now when absent
   */
  async plan<Payload extends JobPayload>(
    tx: Tx,
    type: JobType<Payload>,
    payload: NoInfer<Payload>,
    options: Omit<NewJob<Payload>, 'payload'> = {},
  ): Promise<void> {
    await this.planAll(tx, type, [{ payload, ...options }]);
  }

  /** {@link plan} for many jobs at once. Of two with the same key, the last one counts. */
  async planAll<Payload extends JobPayload>(
    tx: Tx,
    type: JobType<Payload>,
    jobs: readonly NewJob<NoInfer<Payload>>[],
  ): Promise<void> {
    const now = this.clock.now();
    const last = new Map(jobs.map((job) => [job.key ?? job, job]));
    await tx.insertOr(
      Job,
      [...last.values()].map(({ payload, at = now, key = null }): Partial<Job> => ({
        id: newId(),
        type,
        payload,
        key,
        runAt: at,
        state: 'waiting',
        attempts: 0,
        createdAt: now,
        correlation: logContext()?.correlation ?? null,
      })),
      `ON CONFLICT (key) WHERE state = 'waiting'
       DO UPDATE SET run_at = excluded.run_at, payload = excluded.payload, attempts = 0, published_at = NULL,
       correlation = excluded.correlation`,
    );
    if (jobs.some(({ at }) => !at || at <= now)) tx.afterCommit(() => this.driver.wake());
  }

  /** Plans a job unless one of its key already waits. Jobs that start with the process are thus planned once. */
  async ensure(tx: Tx, type: BareJobType, options: { at: Instant; key: string }): Promise<void> {
    await tx.write(
      `INSERT INTO job (id, type, payload, key, run_at, state, attempts, created_at)
       VALUES (:id, :type, :payload, :key, :runAt, 'waiting', 0, :now)
       ON CONFLICT (key) WHERE state = 'waiting' DO NOTHING`,
      { id: newId(), type, payload: '{}', key: options.key, runAt: options.at, now: this.clock.now() },
    );
  }

  /** Cancels the waiting job of that key. @returns whether there was one. */
  async cancel(tx: Tx, key: string): Promise<boolean> {
    const rows = await tx.write<{ id: string }>(
      `UPDATE job SET state = 'cancelled', published_at = NULL, finished_at = :now WHERE key = :key AND state = 'waiting' RETURNING id`,
      { key, now: this.clock.now() },
    );
    return rows.length > 0;
  }
}
