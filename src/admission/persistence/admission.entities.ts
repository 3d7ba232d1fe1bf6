import { Entity, Index } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Day, Instant } from '../../kernel/time.js';
import { CodeColumn, CountColumn, DayColumn, IdColumn, InstantColumn, JsonColumn, RefColumn, TextColumn } from '../../platform/database/index.js';

/** Grille de critères: versioned, dated, published. A version in force is immutable. */
@Entity('criteria_grid')
@Index('criteria_grid_version', ['code', 'version'], { unique: true })
export class CriteriaGridRow {
  @IdColumn() id: Id;
  @CodeColumn() code: string;
  @CountColumn() version: number;
  @CodeColumn() status: 'draft' | 'in_force' | 'retired';
  @JsonColumn() content: unknown;
  /** The council's deliberation it is tied to. */
  @TextColumn({ nullable: true }) deliberation: string | null;
  @DayColumn({ nullable: true }) inForceFrom: Day | null;
}

/** Proposition d'attribution: what was computed for a session, never a decision. */
@Entity('proposal')
export class ProposalRow {
  @IdColumn() id: Id;
  @RefColumn() sessionId: Id;
  @InstantColumn() computedAt: Instant;
  /** SHA-256 of the input: the same input gives the same bytes. */
  @CodeColumn() inputHash: string;
  @CodeColumn() engine: string;
  @JsonColumn() content: unknown;
}
