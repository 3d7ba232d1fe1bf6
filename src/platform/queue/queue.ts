import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/time.js';
import type { Tx } from '../database/index.js';
import { logContext } from '../logging/index.js';
import type { JobPayload } from './job.entity.js';
import { QueueDriver } from './queue-driver.js';

/** What features plan with. `tx` is not optional: the job is committed with the change that asks for it. */
@Injectable()
export class Queue {
  constructor(
    private readonly clock: Clock,
    private readonly driver: QueueDriver,
  ) {}

  /**
   * Plans a job. With a `key`, a waiting job of that key is moved instead of doubled.
   * @param options.at not before this moment; now when absent
   */
  async plan(tx: Tx, type: string, payload: JobPayload, options: { at?: Instant; key?: string } = {}): Promise<void> {
    const now = this.clock.now();
    await tx.write(
      `INSERT INTO job (id, type, payload, key, run_at, state, attempts, created_at, correlation)
       VALUES (:id, :type, :payload, :key, :runAt, 'waiting', 0, :now, :correlation)
       ON CONFLICT (key) WHERE state = 'waiting'
       DO UPDATE SET run_at = excluded.run_at, payload = excluded.payload, attempts = 0, published_at = NULL, correlation = excluded.correlation`,
      { id: newId(), type, payload: JSON.stringify(payload), key: options.key ?? null, runAt: options.at ?? now, now, correlation: logContext()?.correlation ?? null },
    );
    if (!options.at || options.at <= now) tx.afterCommit(() => this.driver.wake());
  }

  /** Plans a job unless one of its key waits already: what starts with the house starts once. */
  async ensure(tx: Tx, type: string, payload: JobPayload, options: { at: Instant; key: string }): Promise<void> {
    await tx.write(
      `INSERT INTO job (id, type, payload, key, run_at, state, attempts, created_at)
       VALUES (:id, :type, :payload, :key, :runAt, 'waiting', 0, :now)
       ON CONFLICT (key) WHERE state = 'waiting' DO NOTHING`,
      { id: newId(), type, payload: JSON.stringify(payload), key: options.key, runAt: options.at, now: this.clock.now() },
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
