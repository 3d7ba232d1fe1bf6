import { MinderList } from './minder-list.entity.js';

/** The tables of this feature. */
export const MINDER_LISTS_ENTITIES = [MinderList];
