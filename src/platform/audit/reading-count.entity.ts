import { Entity, Index } from 'typeorm';
import type { Instant } from '../../kernel/time.js';
import { CountColumn, InstantColumn, KeyColumn } from '../database/index.js';

/**
 * How many different families' data an account has read within one hour or one day; how often pages were refused to it, or
 * sign-ins failed, within one hour. Kept for two days.
 */
@Entity('reading_count')
export class ReadingCount {
  /** `<account> <hour>`, `<account> <day>`, `<account> refused <hour>` or `sign-in failed <hour>`. */
  @KeyColumn() key: string;
  @Index()
  @InstantColumn()
  at: Instant;
  @CountColumn() count: number;
  /** When the person confirmed that it is the one who reads. */
  @InstantColumn({ nullable: true }) confirmedAt: Instant | null;
  /** When reading was stopped and the administrators were written to. */
  @InstantColumn({ nullable: true }) stoppedAt: Instant | null;
}

/** That an account has read this within this hour, so that reading it again counts for nothing. Kept for two days. */
@Entity('reading_mark')
export class ReadingMark {
  /** Hash of the account, the hour and what was read. */
  @KeyColumn() key: string;
  @Index()
  @InstantColumn()
  at: Instant;
}
