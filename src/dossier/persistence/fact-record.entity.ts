import { Entity, Index } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Day, Instant } from '../../kernel/time.js';
import { CodeColumn, DayColumn, IdColumn, InstantColumn, JsonColumn } from '../../platform/database/index.js';
import type { FactKind } from '../domain/known-facts.js';

/**
 * What held of a family or a request from a day on, as it was said at a moment: written beside the row that changes,
 * never changed, gone with the family. domain/known-facts.ts reads them.
 */
@Entity('fact_record')
@Index('fact_record_subject', ['subjectId', 'kind', 'part'])
export class FactRecord {
  @IdColumn() id: Id;
  @CodeColumn() kind: FactKind;
  /** The dossier, or the request. */
  @CodeColumn() subjectId: Id;
  /** Which of several: the rank of an adult, the id of a solution; empty for what a subject has one of. */
  @CodeColumn() part: string;
  @DayColumn() effectiveFrom: Day;
  @InstantColumn() recordedAt: Instant;
  /** Null: there is none any more. */
  @JsonColumn({ nullable: true }) value: object | null;
}
