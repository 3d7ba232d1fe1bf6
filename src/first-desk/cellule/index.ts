export type { CelluleDecision } from './persistence/cellule-decision.entity.js';
export { cellule } from './cellule.feature.js';
export { CelluleDecisions } from './cellule-decisions.js';
export { mayHoldCellule } from './cellule.policy.js';
export { CELLULE_DECISIONS } from './domain/cellule-decisions.js';
export { familyCode } from './domain/family-code.js';
export { FamilyUnmaskings, type UnmaskedFamily } from './family-unmaskings.js';
export { decisionLines } from './web/decision-lines.js';
export { CelluleForm, OutcomeForm, UnmaskForm } from './web/cellule.forms.js';
