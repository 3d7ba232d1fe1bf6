import { Entity, Index } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { JobPayload } from '../../kernel/job-type.js';
import type { Instant } from '../../kernel/time.js';
import { CodeColumn, CountColumn, IdColumn, InstantColumn, JsonColumn, TextColumn } from '../database/index.js';

export type JobState = 'waiting' | 'done' | 'failed' | 'cancelled';

/** Outbox and SQL queue in one: a job exists exactly when the change that asked for it was committed. */
@Entity('job')
@Index('job_due', ['state', 'runAt'])
@Index('job_to_publish', ['runAt'], { where: "state = 'waiting' AND published_at IS NULL" })
@Index('job_published', ['publishedAt'], { where: 'published_at IS NOT NULL' })
@Index('job_finished', ['finishedAt'], { where: 'finished_at IS NOT NULL' })
@Index('job_key_waiting', ['key'], { unique: true, where: "state = 'waiting'" })
export class Job {
  @IdColumn() id: Id;
  @CodeColumn() type: string;
  @JsonColumn() payload: JobPayload;
  /** Names what the job is for (`session:<id>:freeze`): planning it again moves it. */
  @CodeColumn({ nullable: true }) key: string | null;
  /** Not before. Pushed back when claimed, so that a crash retries by itself. */
  @InstantColumn() runAt: Instant;
  /** Redis holds its id since, and nobody has claimed it. Never set by the SQL driver. */
  @InstantColumn({ nullable: true }) publishedAt: Instant | null;
  @CodeColumn() state: JobState;
  @CountColumn({ default: 0 }) attempts: number;
  @TextColumn({ nullable: true }) lastError: string | null;
  @InstantColumn() createdAt: Instant;
  /** Ties its log lines to those of the request that asked for it, itself or through another job. */
  @CodeColumn({ nullable: true }) correlation: string | null;
  @InstantColumn({ nullable: true }) finishedAt: Instant | null;
}
