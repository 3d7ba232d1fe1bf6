import { Entity } from 'typeorm';
import type { Instant } from '../../kernel/time.js';
import { CodeColumn, CountColumn, InstantColumn, KeyColumn, TextColumn } from '../database/index.js';

/** What a key was used for and what was answered (draft-ietf-httpapi-idempotency-key-header). */
@Entity('idempotency_record')
export class IdempotencyRecord {
  /** SHA-256 of client and key. */
  @KeyColumn() key: string;
  /** SHA-256 of the body: another body under the same key is refused. */
  @CodeColumn() bodyHash: string;
  @CountColumn({ nullable: true }) status: number | null;
  @TextColumn({ nullable: true }) answer: string | null;
  @InstantColumn() createdAt: Instant;
}
