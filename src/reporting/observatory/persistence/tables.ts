import { FigureWatch } from './observatory.entities.js';

/** The tables of this feature. Other features know the types of their rows only. */
export const OBSERVATORY_ENTITIES = [FigureWatch];
