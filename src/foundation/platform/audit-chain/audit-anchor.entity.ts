import { Entity, PrimaryColumn } from 'typeorm';
import type { Instant } from '../../kernel/time.js';
import { CodeColumn, CountColumn, InstantColumn } from '../database/index.js';
import type { Anchor } from './anchor.js';

/**
 * An anchor that was left outside the database, as it was left. Anchors from before they were numbered have 0 and less,
 * and only their segment and moment are known.
 */
@Entity('audit_anchor')
export class AuditAnchor {
  @PrimaryColumn({ type: 'integer' }) sequence: number;
  @CodeColumn() kind: Anchor['kind'];
  @CountColumn() segment: number;
  @InstantColumn() at: Instant;
  /** Of the segment. */
  @CodeColumn() digest: string;
  /** The hash of the line before. */
  @CodeColumn() previous: string;
  /** The public half of the key that signed it. */
  @CodeColumn() key: string;
  /** Of the line. */
  @CodeColumn() hash: string;
}
