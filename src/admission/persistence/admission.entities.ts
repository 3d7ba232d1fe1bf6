import { Entity, Index } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Day, Instant } from '../../kernel/time.js';
import {
  CodeColumn,
  CountColumn,
  DayColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/index.js';
import { TerritoryColumn } from '../../platform/territory/index.js';
import type { Expert } from '../domain/grid.js';
import type { OpinionReason } from '../domain/opinion.js';

/**
 * Grille de critères: versioned, dated, published. Once a version has left its draft the database refuses to change it
 * (a trigger on both), but for the day on which another follows it.
 */
@Entity('criteria_grid')
@Index('criteria_grid_version', ['territoryId', 'code', 'version'], { unique: true })
export class CriteriaGridRow {
  @IdColumn() id: Id;
  @TerritoryColumn() territoryId: Id;
  @CodeColumn() code: string;
  @CountColumn() version: number;
  /** Where a version in force stands on a day is its dates' to say (domain/grid-standing.ts). */
  @CodeColumn() status: 'draft' | 'in_force';
  @JsonColumn() content: unknown;
  /** The council's deliberation it is tied to. */
  @TextColumn({ nullable: true }) deliberation: string | null;
  @DayColumn({ nullable: true }) deliberatedOn: Day | null;
  @DayColumn({ nullable: true }) inForceFrom: Day | null;
  /** From this day another version counts. */
  @DayColumn({ nullable: true }) retiredFrom: Day | null;
  /** Of the draft: who saves what somebody else changed meanwhile is told. */
  @CountColumn({ default: 1 }) revision: number;
  @InstantColumn({ nullable: true }) changedAt: Instant | null;
}

/**
 * What a person has recorded about one criterion of a request: a proof seen (never the paper), or an expert's opinion.
 * The database refuses to change it (a trigger on both), but for its withdrawal, once.
 */
@Entity('criterion_record')
export class CriterionRecord {
  @IdColumn() id: Id;
  @RefColumn() requestId: Id;
  @CodeColumn() criterion: string;
  @CodeColumn() kind: 'proof' | 'opinion';
  /** What an expert gave; null for a proof, and for an opinion without points. */
  @CountColumn({ nullable: true }) points: number | null;
  /** Who gave the opinion. */
  @CodeColumn({ nullable: true }) expert: Expert | null;
  /** Why the expert says so (domain/opinion.ts); null for a proof. */
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
  /** SHA-256 of the input: the same input gives the same bytes. */
  @CodeColumn() inputHash: string;
  @CodeColumn() engine: string;
  @JsonColumn() content: unknown;
}
