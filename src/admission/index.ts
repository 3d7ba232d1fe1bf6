import { CriteriaGridRow, CriterionRecord, ProposalRow } from './persistence/admission.entities.js';

export { CriteriaGridRow, CriterionRecord, ProposalRow };
export const ADMISSION_ENTITIES = [CriteriaGridRow, CriterionRecord, ProposalRow];
export { AdmissionModule } from './admission.module.js';
export { GridForFamilies, type PublishedGrid } from './criterion-questions.js';
export { CriterionRecords, type NewOpinion, type RecordedCriteria } from './criterion-records.js';
export { CRITERIA, sourceOf, type CriterionSource } from './domain/criteria.js';
export { groupCaps, publishedItems, takesAway, type PublishedItem } from './domain/published-grid.js';
export { seedGrid } from './admission.seed.js';
export { OPINION_REASONS, type OpinionReason } from './domain/opinion.js';
export { factsOf, type CandidateFacts, type FamilyAnswers } from './domain/facts.js';
export { EXPERTS, isRange, type CriteriaGrid, type Expert } from './domain/grid.js';
export type { BonusPlace, PointsLine } from './domain/line-points.js';
export {
  OFFER_EVENTS,
  offerConsequences,
  type OfferConsequences,
  type OfferEvent,
} from './domain/offer-consequences.js';
export { pointsAt, pointsOf, type Points } from './domain/points.js';
export { judgeGrid, type GridFault } from './domain/judge-grid.js';
export { lotOf } from './domain/ranking.js';
export { Grids, type GridInForce } from './grids.js';
export { Proposals, type KeptProposal } from './proposals.js';
export { criterionName, expertsWords, pointsWords, scoreWords } from './web/grid-words.js';
export { lineKnown, lineName, lineValue, sessionLine } from './web/points-words.js';
