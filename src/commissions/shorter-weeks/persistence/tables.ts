import { ShorterWeek } from './shorter-weeks.entities.js';

/** The tables of this feature. Other features know the types of their rows only. */
export const SHORTER_WEEKS_ENTITIES = [ShorterWeek];
