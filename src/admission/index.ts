import { CriteriaGridRow, ProposalRow } from './persistence/admission.entities.js';

export { CriteriaGridRow, ProposalRow };
export const ADMISSION_ENTITIES = [CriteriaGridRow, ProposalRow];
