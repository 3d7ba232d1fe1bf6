import { CriteriaGridRow, CriterionRecord, ProposalRow } from './admission.entities.js';

/** The tables of this feature. Other features know the types of their rows only. */
export const ADMISSION_ENTITIES = [CriteriaGridRow, CriterionRecord, ProposalRow];
