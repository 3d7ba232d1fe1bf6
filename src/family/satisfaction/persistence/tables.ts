import { SatisfactionCount, SatisfactionTicket } from './satisfaction.entities.js';

/** The tables of this feature. Other features know the types of their rows only. */
export const SATISFACTION_ENTITIES = [SatisfactionTicket, SatisfactionCount];
