import { ClosureFamily, ClosureNeighbour, ClosureProposal, SuddenClosure, TemporaryOffer } from './crisis.entities.js';

/** The tables of this feature. */
export const CRISIS_ENTITIES = [SuddenClosure, ClosureFamily, ClosureNeighbour, TemporaryOffer, ClosureProposal];
