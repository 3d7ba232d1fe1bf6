import { Entity, Index } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { JobPayload } from '../../kernel/job-type.js';
import type { Instant } from '../../kernel/time.js';
import { CodeColumn, CountColumn, IdColumn, InstantColumn, JsonColumn, TextColumn } from '../database/index.js';

export type JobState = 'waiting' | 'done' | 'failed' | 'cancelled';

/**
 * A background job. The table is both the outbox and the queue of the SQL driver: a job exists exactly when the change
 * that asked for it was committed.
 */
@Entity('job')
@Index('job_due', ['state', 'runAt'])
@Index('job_to_publish', ['runAt'], { where: "state = 'waiting' AND published_at IS NULL" })
@Index('job_published', ['publishedAt'], { where: 'published_at IS NOT NULL' })
@Index('job_finished', ['finishedAt'], { where: 'finished_at IS NOT NULL' })
// What a key planned once is looked for in all its states: the tasks of a session, on each of its pages.
@Index('job_key', ['key'], { where: 'key IS NOT NULL' })
@Index('job_key_waiting', ['key'], { unique: true, where: "state = 'waiting'" })
export class Job {
  @IdColumn() id: Id;
  @CodeColumn() type: string;
  @JsonColumn() payload: JobPayload;
  /** Names what the job is for (`session:<id>:freeze`). Planning this key again moves the waiting job. */
  @CodeColumn({ nullable: true }) key: string | null;
  /**
   * The earliest moment at which the job runs. A claim moves it to the end of the lease, so that the job runs again by
   * itself after a crash.
   */
  @InstantColumn() runAt: Instant;
  /** Since when Redis holds the id while nobody has claimed the job. The SQL driver never sets it. */
  @InstantColumn({ nullable: true }) publishedAt: Instant | null;
  @CodeColumn() state: JobState;
  @CountColumn({ default: 0 }) attempts: number;
  @TextColumn({ nullable: true }) lastError: string | null;
  @InstantColumn() createdAt: Instant;
  /** Ties the log lines of this job to those of the request that asked for it, directly or through another job. */
  @CodeColumn({ nullable: true }) correlation: string | null;
  @InstantColumn({ nullable: true }) finishedAt: Instant | null;
}
