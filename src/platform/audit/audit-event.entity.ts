import { Entity, Index } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/time.js';
import { CodeColumn, IdColumn, InstantColumn, JsonColumn, RefColumn } from '../database/index.js';

/** Who did or read what, and when. Ids and codes only. */
@Entity('audit_event')
@Index('audit_event_at', ['at'])
export class AuditEvent {
  @IdColumn() id: Id;
  @InstantColumn() at: Instant;
  @CodeColumn() actor: string;
  /** `dossier.read`, `request.orient`, `session.close`… */
  @CodeColumn() action: string;
  @CodeColumn() subjectKind: string;
  @RefColumn() subjectId: Id;
  @JsonColumn({ nullable: true }) facts: Record<string, string | number | boolean> | null;
}
