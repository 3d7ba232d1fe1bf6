import { Entity, Index } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/time.js';
import { CodeColumn, CountColumn, InstantColumn, JsonColumn, KeyColumn } from '../database/index.js';
import type { KeptWindows } from './reading-windows.js';

/** How often something happened within one hour: pages refused to an account, sign-ins that failed. Kept for two days. */
@Entity('hourly_count')
export class HourlyCount {
  /** `<account> refused <hour>` or `sign-in failed <hour>`. */
  @KeyColumn() key: string;
  @Index()
  @InstantColumn()
  at: Instant;
  @CountColumn() count: number;
}

/** What an account that reads families confirmed, and when it was stopped. Kept for two days after it last read. */
@Entity('reading_account')
export class ReadingAccount {
  /** Of a member of staff, or of a program that uses the API. */
  @KeyColumn() accountId: Id;
  /** When it last read. */
  @Index()
  @InstantColumn()
  at: Instant;
  @JsonColumn() windows: KeptWindows;
  /** How often the account was asked to confirm since it last did. */
  @CountColumn() unanswered: number;
  /** When that was last told. */
  @InstantColumn({ nullable: true }) toldAt: Instant | null;
}

/** That an account has read a family, which counts once within a day. Kept for two days. */
@Entity('reading_mark')
@Index('reading_mark_reader', ['reader', 'at'])
export class ReadingMark {
  /** Hash of the reader and the family. */
  @KeyColumn() key: string;
  /** `<account> opened` or `<account> listed`. */
  @CodeColumn() reader: string;
  /** From when it counts. */
  @Index()
  @InstantColumn()
  at: Instant;
}
