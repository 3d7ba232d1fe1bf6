import { LetterBatch } from './mailroom.entities.js';

/** The tables of this feature. Other features know the types of their rows only. */
export const MAILROOM_ENTITIES = [LetterBatch];
