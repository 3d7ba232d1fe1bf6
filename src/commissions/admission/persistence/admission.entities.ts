import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  CountColumn,
  DayColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  RefColumn,
  TextColumn,
  TerritoryColumn,
} from '../../../foundation/platform/database/index.js';
import type { Expert } from '../domain/grid.js';
import type { OpinionReason } from '../domain/opinion.js';

/**
 * Grille de critères: versioned, dated, published. Once a version is no longer a draft, the database refuses to change
 * it (a trigger on both databases). Only the day on which another version follows may still be set.
 */
@Entity('criteria_grid')
@Index('criteria_grid_version', ['territoryId', 'code', 'version'], { unique: true })
export class CriteriaGridRow {
  @IdColumn() id: Id;
  @TerritoryColumn() territoryId: Id;
  @CodeColumn() code: string;
  @CountColumn() version: number;
  /** Whether a version in force counts on a given day follows from its dates (domain/grid-standing.ts). */
  @CodeColumn() status: 'draft' | 'in_force';
  @JsonColumn() content: unknown;
  /** The deliberation of the council that voted the version. */
  @TextColumn({ nullable: true }) deliberation: string | null;
  @DayColumn({ nullable: true }) deliberatedOn: Day | null;
  @DayColumn({ nullable: true }) inForceFrom: Day | null;
  /** From this day another version counts. */
  @DayColumn({ nullable: true }) retiredFrom: Day | null;
  /** Counts the changes of a draft, so that a person who saves over somebody else's change is told. */
  @CountColumn({ default: 1 }) revision: number;
  @InstantColumn({ nullable: true }) changedAt: Instant | null;
}

/**
 * What a person has recorded about one criterion of a request: that a proof was seen (never the paper itself), or an
 * expert's opinion. The database refuses to change it (a trigger on both databases), except to withdraw it, once.
 */
@Entity('criterion_record')
export class CriterionRecord {
  @IdColumn() id: Id;
  @RefColumn() requestId: Id;
  @CodeColumn() criterion: string;
  @CodeColumn() kind: 'proof' | 'opinion';
  /** The points that an expert gave; null for a proof, and for an opinion without points. */
  @CountColumn({ nullable: true }) points: number | null;
  /** Who gave the opinion. */
  @CodeColumn({ nullable: true }) expert: Expert | null;
  /** The expert's reason (domain/opinion.ts); null for a proof. */
  @CodeColumn({ nullable: true }) reason: OpinionReason | null;
  /** The day the proof was seen, or the opinion given. */
  @DayColumn() on: Day;
  @CodeColumn() recordedBy: string;
  @InstantColumn() recordedAt: Instant;
  @InstantColumn({ nullable: true }) withdrawnAt: Instant | null;
  @CodeColumn({ nullable: true }) withdrawnBy: string | null;
}

/** Proposition d'attribution: what was computed for a session, never a decision. */
@Entity('proposal')
export class ProposalRow {
  @IdColumn() id: Id;
  @RefColumn() sessionId: Id;
  @InstantColumn() computedAt: Instant;
  /** SHA-256 of the input. The same input always gives the same proposal, byte for byte. */
  @CodeColumn() inputHash: string;
  @CodeColumn() engine: string;
  @JsonColumn() content: unknown;
}
