import { Childminder, ChildminderLink } from './childminders.entities.js';
import { Introduction } from './introduction.entity.js';

/** The tables of this feature. Other features know the types of their rows only. */
export const CHILDMINDERS_ENTITIES = [Childminder, ChildminderLink, Introduction];
