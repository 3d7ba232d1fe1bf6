export type { CandidateFacts } from './facts.js';
export type { Expert, TieBreak } from './grid.js';
export type { PointsLine } from './line-points.js';
export { decidingRule, lotOf, rankCandidates, type RankedCandidate } from './ranking.js';
