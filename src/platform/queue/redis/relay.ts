import { Clock } from '../../../kernel/clock.js';
import type { Id } from '../../../kernel/ids.js';
import { addMillis } from '../../../kernel/time.js';
import { UnitOfWork, type SqlParameters } from '../../database/index.js';
import type { JobChannel } from './job-channel.js';

const BATCH = 500;
/** Published for so long and claimed by nobody: Redis may have lost it. When it has not, BullMQ drops the second one. */
export const LOST_AFTER_MILLIS = 15_000;

/** Carries what is due from the table to Redis. Any number of processes may relay: each row is marked by one of them. */
export class Relay {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly channel: JobChannel,
  ) {}

  /** Publishes what is due and has not been. */
  async publishDue(): Promise<void> {
    while (this.channel.ready) {
      const now = this.clock.now();
      const ids = await this.mark(`state = 'waiting' AND published_at IS NULL AND run_at <= :now ORDER BY run_at`, { now });
      if (ids.length > 0) await this.channel.publish(ids);
      if (ids.length < BATCH) return;
    }
  }

  /** Publishes again what may have been lost, a batch at a time. */
  async sweep(): Promise<void> {
    if (!this.channel.ready) return;
    const now = this.clock.now();
    const ids = await this.mark(`state = 'waiting' AND published_at < :limit ORDER BY published_at`, { now, limit: addMillis(now, -LOST_AFTER_MILLIS) });
    if (ids.length > 0) await this.channel.publish(ids);
  }

  private async mark(which: string, parameters: SqlParameters & { now: string }): Promise<Id[]> {
    const rows = await this.unitOfWork.run((tx) =>
      tx.write<{ id: Id }>(
        `UPDATE job SET published_at = :now WHERE id IN (SELECT id FROM job WHERE ${which} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED) RETURNING id`, parameters,
      ),
    );
    return rows.map(({ id }) => id).sort();
  }
}
