import { Entity } from 'typeorm';
import type { Instant } from '../../kernel/time.js';
import { CountColumn, InstantColumn, KeyColumn } from '../database/index.js';

/** How many times something was asked for within its window. All processes share this count. */
@Entity('attempt_counter')
export class AttemptCounter {
  /** SHA-256 of what is counted: no address is kept here. */
  @KeyColumn() key: string;
  @InstantColumn() windowStart: Instant;
  @CountColumn() count: number;
}
