import { DeskQuestion } from './desk-questions.entities.js';

/** The tables of this feature. Other features know the types of their rows only. */
export const DESK_QUESTION_ENTITIES = [DeskQuestion];
