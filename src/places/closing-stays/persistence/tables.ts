import { StayEnding } from './stay-ending.entity.js';

/** The tables of this feature. */
export const CLOSING_STAYS_ENTITIES = [StayEnding];
