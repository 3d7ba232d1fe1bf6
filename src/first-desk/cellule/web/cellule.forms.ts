import { UNMASKING_REASONS, type UnmaskingReason } from '../../../commissions/commission/index.js';
import { DatePart, OneOf, Text } from '../../../foundation/platform/web/index.js';
import {
  CELLULE_DECISIONS,
  LONGEST_NOTE,
  OUTCOMES,
  type CelluleDecisionKind,
  type Outcome,
} from '../domain/cellule-decisions.js';

export class CelluleForm {
  @OneOf(CELLULE_DECISIONS, 'cellule.errors.kind') kind: CelluleDecisionKind;
  @Text('cellule.errors.note', LONGEST_NOTE) note?: string;
  @DatePart('cellule.errors.due') dueDay?: string;
  @DatePart('cellule.errors.due') dueMonth?: string;
  @DatePart('cellule.errors.due') dueYear?: string;
}

export class OutcomeForm {
  @Text('cellule.errors.decision', 36) decision?: string;
  @OneOf(OUTCOMES, 'cellule.errors.outcome') outcome: Outcome;
}

export class UnmaskForm {
  @OneOf(UNMASKING_REASONS, 'cellule.errors.reason') reason: UnmaskingReason;
}
