import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  DayColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
} from '../../../foundation/platform/database/index.js';
import type { FactKind } from '../domain/known-facts.js';
import type { KnownBy, Speaker } from '../domain/told.js';

/**
 * A fact about a family or a request: what was recorded at one moment, and from which day it holds. It is written
 * beside the row that changes, is never changed itself, and is deleted with the family. domain/known-facts.ts reads
 * it.
 */
@Entity('fact_record')
@Index('fact_record_subject', ['subjectId', 'kind', 'part'])
export class FactRecord {
  @IdColumn() id: Id;
  @CodeColumn() kind: FactKind;
  /** The id of the dossier or of the request. */
  @CodeColumn() subjectId: Id;
  /**
   * Which one, where a subject has several: the rank of an adult, the id of a solution. Empty where it has only one.
   */
  @CodeColumn() part: string;
  @DayColumn() effectiveFrom: Day;
  @InstantColumn() recordedAt: Instant;
  /** Null when the thing no longer exists. */
  @JsonColumn({ nullable: true }) value: object | null;
  /** The facts that were written at once have the same one, which the history of the request names. */
  @CodeColumn({ nullable: true }) writing: Id | null;
  @CodeColumn({ nullable: true }) toldBy: Speaker | null;
  @CodeColumn({ nullable: true }) knownBy: KnownBy | null;
}
