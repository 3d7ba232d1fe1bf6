export { check, placesOf, wishesOf } from './checker.js';
export { exchangesIn, type Exchange } from './exchanges.js';
export { Explanations, type Alternatives, type CutOff, type Miss, type MissCode } from './explanations.js';
export type { CandidateFacts } from './facts.js';
export type { TieBreak } from './grid.js';
export type { Child, Claim, Entry, Establishment, Instance, Lock, Place, Places, Precedence, Queue, Reserve, Wish } from './instance.js';
export { rankCandidates, type RankedCandidate } from './ranking.js';
