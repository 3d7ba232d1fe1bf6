import { Entity, PrimaryColumn } from 'typeorm';
import type { Instant } from '../../kernel/time.js';
import { InstantColumn } from '../database/index.js';

/** The segment that was anchored outside the database, and when. The anchor itself is not kept here. */
@Entity('audit_anchor')
export class AuditAnchor {
  @PrimaryColumn({ type: 'integer' }) segment: number;
  @InstantColumn() at: Instant;
}
