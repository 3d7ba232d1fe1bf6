import { Entity, Index } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/time.js';
import { CodeColumn, CountColumn, IdColumn, InstantColumn, JsonColumn, RefColumn } from '../database/index.js';

/** Who did or read what, and when. Ids and codes only. Written once: triggers refuse any change but that of `segment`. */
@Entity('audit_event')
// Each ends with the order in which the journal is read, the newest line first.
@Index('audit_event_at', ['at', 'id'])
@Index('audit_event_actor', ['actor', 'at', 'id'])
@Index('audit_event_action', ['action', 'at', 'id'])
@Index('audit_event_subject', ['subjectId', 'at', 'id'])
@Index('audit_event_segment', ['segment', 'at'])
export class AuditEvent {
  @IdColumn() id: Id;
  @InstantColumn() at: Instant;
  @CodeColumn() actor: string;
  /** `dossier.read`, `request.orient`, `session.close`… */
  @CodeColumn() action: string;
  @CodeColumn() subjectKind: string;
  @RefColumn() subjectId: Id;
  @JsonColumn({ nullable: true }) facts: Record<string, string | number | boolean> | null;
  /** The segment in which the line is sealed; null for some minutes after it was written. */
  @CountColumn({ nullable: true }) segment: number | null;
}
