import { Clock } from '../../../kernel/clock.js';
import { groupedBy } from '../../../kernel/grouped-by.js';
import type { Id } from '../../../kernel/ids.js';
import { addMillis } from '../../../kernel/time.js';
import { listOf, Reader, UnitOfWork, type SqlParameters } from '../../database/index.js';
import type { JobChannel } from './job-channel.js';

const BATCH = 500;
/** When a job was published this long ago and nobody has claimed it, Redis may have lost it. */
export const LOST_AFTER_MILLIS = 15_000;

interface TypedJob {
  readonly id: Id;
  readonly type: string;
}

/**
 * Carries due jobs from the table to Redis. Any number of processes may relay at once, because each row is marked by
 * only one of them.
 */
export class Relay {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly channel: JobChannel,
    private readonly laneOf: (type: string) => string,
  ) {}

  /** Publishes the due jobs that have not been published yet. */
  async publishDue(): Promise<void> {
    while (this.channel.ready) {
      const now = this.clock.now();
      const published = await this.publish(
        `state = 'waiting' AND published_at IS NULL AND run_at <= :now ORDER BY run_at`,
        { now },
      );
      if (published < BATCH) return;
    }
  }

  /**
   * Publishes again the jobs that Redis has lost. Redis still holds the jobs of a long backlog, oldest first. These
   * are checked and not published twice.
   */
  async sweep(): Promise<void> {
    const limit = addMillis(this.clock.now(), -LOST_AFTER_MILLIS);
    let found = BATCH;
    while (found === BATCH && this.channel.ready) {
      const old = await this.reader.sql<TypedJob>(
        `SELECT id, type FROM job WHERE published_at < :limit ORDER BY published_at LIMIT ${BATCH}`,
        { limit },
      );
      if (old.length === 0) return;
      const lost = listOf('id', await this.channel.missing(this.byLane(old)));
      found = await this.publish(`id IN (${lost.sql}) AND published_at < :limit`, {
        ...lost.parameters,
        now: this.clock.now(),
        limit,
      });
    }
  }

  /** @returns how many jobs were published */
  private async publish(which: string, parameters: SqlParameters & { now: string }): Promise<number> {
    const jobs = await this.unitOfWork.run((tx) =>
      tx.write<TypedJob>(
        `UPDATE job SET published_at = :now WHERE id IN (SELECT id FROM job WHERE ${which}
          LIMIT ${BATCH} FOR UPDATE SKIP LOCKED) RETURNING id, type`,
        parameters,
      ),
    );
    if (jobs.length > 0) await this.channel.publish(this.byLane(jobs.sort((a, b) => (a.id < b.id ? -1 : 1))));
    return jobs.length;
  }

  private byLane(jobs: readonly TypedJob[]): Map<string, Id[]> {
    return new Map(
      [...groupedBy(jobs, ({ type }) => this.laneOf(type))].map(([lane, own]) => [lane, own.map(({ id }) => id)]),
    );
  }
}
