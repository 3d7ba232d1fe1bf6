import { Entity } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  DayColumn,
  IdColumn,
  InstantColumn,
  RefColumn,
  TextColumn,
} from '../../../foundation/platform/database/index.js';
import type { CelluleDecisionKind, Outcome } from '../domain/cellule-decisions.js';

/** What the cellule decided for one child without a solution, and what became of it. */
@Entity('cellule_decision')
export class CelluleDecision {
  @IdColumn() id: Id;
  @RefColumn() requestId: Id;
  @CodeColumn() kind: CelluleDecisionKind;
  @TextColumn({ nullable: true }) note: string | null;
  @DayColumn() dueOn: Day;
  @CodeColumn() decidedBy: string;
  @InstantColumn() decidedAt: Instant;
  /** Null until somebody says what became of it. */
  @CodeColumn({ nullable: true }) outcome: Outcome | null;
  @CodeColumn({ nullable: true }) outcomeBy: string | null;
  @InstantColumn({ nullable: true }) outcomeAt: Instant | null;
}
