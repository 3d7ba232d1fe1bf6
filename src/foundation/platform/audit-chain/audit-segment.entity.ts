import { Entity, PrimaryColumn } from 'typeorm';
import type { Day, Instant } from '../../kernel/time.js';
import { CodeColumn, CountColumn, DayColumn, InstantColumn } from '../database/index.js';

/** Lines of the journal that were sealed together (chain.ts). Written once: triggers refuse any change. */
@Entity('audit_segment')
export class AuditSegment {
  @PrimaryColumn({ type: 'integer' }) number: number;
  @DayColumn() day: Day;
  @InstantColumn() sealedAt: Instant;
  @CountColumn() lastingCount: number;
  @CodeColumn() lastingDigest: string;
  @CountColumn() passingCount: number;
  @CodeColumn() passingDigest: string;
  @CodeColumn() previous: string;
  /** Of all of the above (`digestSegment`). */
  @CodeColumn() digest: string;
}
