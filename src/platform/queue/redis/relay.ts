import { Clock } from '../../../kernel/clock.js';
import type { Id } from '../../../kernel/ids.js';
import { addMillis } from '../../../kernel/time.js';
import { listOf, Reader, UnitOfWork, type SqlParameters } from '../../database/index.js';
import type { JobChannel } from './job-channel.js';

const BATCH = 500;
/** Published for so long and claimed by nobody: Redis may have lost it. */
export const LOST_AFTER_MILLIS = 15_000;

/** Carries what is due from the table to Redis. Any number of processes may relay: each row is marked by one of them. */
export class Relay {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
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

  /** Publishes again what Redis has lost. A long backlog is there still, the oldest first: it is looked at and left alone. */
  async sweep(): Promise<void> {
    const limit = addMillis(this.clock.now(), -LOST_AFTER_MILLIS);
    let found = BATCH;
    while (found === BATCH && this.channel.ready) {
      const old = await this.reader.sql<{ id: Id }>(`SELECT id FROM job WHERE published_at < :limit ORDER BY published_at LIMIT ${BATCH}`, { limit });
      if (old.length === 0) return;
      const lost = listOf('id', await this.channel.missing(old.map(({ id }) => id)));
      const ids = await this.mark(`id IN (${lost.sql}) AND published_at < :limit`, { ...lost.parameters, now: this.clock.now(), limit });
      if (ids.length > 0) await this.channel.publish(ids);
      found = ids.length;
    }
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
