import { Publication } from './publication.entity.js';

/** The tables of this feature. Other features know the types of their rows only. */
export const PUBLICATIONS_ENTITIES = [Publication];
