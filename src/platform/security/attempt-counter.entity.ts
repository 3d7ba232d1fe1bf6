import { Entity } from 'typeorm';
import type { Instant } from '../../kernel/time.js';
import { CountColumn, InstantColumn, KeyColumn } from '../database/index.js';

/** How often something was asked for within its window: shared by every process that serves. */
@Entity('attempt_counter')
export class AttemptCounter {
  /** SHA-256 of what is counted: no address is kept here. */
  @KeyColumn() key: string;
  @InstantColumn() windowStart: Instant;
  @CountColumn() count: number;
}
