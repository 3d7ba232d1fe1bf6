export type { CandidateFacts } from './facts.js';
