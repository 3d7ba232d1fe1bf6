import { CriteriaGridRow, ProposalRow } from './persistence/admission.entities.js';

export { CriteriaGridRow, ProposalRow };
export const ADMISSION_ENTITIES = [CriteriaGridRow, ProposalRow];
export { AdmissionModule } from './admission.module.js';
export { GridForFamilies, type PublishedGrid } from './criterion-questions.js';
export type { CriterionSource, PublishedItem } from './domain/published-grid.js';
export { seedGrid } from './admission.seed.js';
export { factsOf, type FamilyAnswers } from './domain/facts.js';
export { isGroup, type CriteriaGrid, type GridGroup, type GridItem } from './domain/grid.js';
export { pointsOf, type CriterionFacts, type Points, type PointsLine } from './domain/points.js';
export type { Instance, Miss, MissCode, Proposal, Proposer, Target } from './domain/proposer.js';
export { lotOf, rankCandidates } from './domain/ranking.js';
export { SeatRoom } from './domain/seat-room.js';
export { Grids, type GridInForce } from './grids.js';
export { Proposals, type KeptProposal } from './proposals.js';
