import { CelluleDecision } from './cellule.entities.js';

/** The tables of this feature. Other features know the types of their rows only. */
export const CELLULE_ENTITIES = [CelluleDecision];
