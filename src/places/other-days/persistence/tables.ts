import { OtherDays } from './other-days.entities.js';

/** The tables of this feature. Other features know the types of their rows only. */
export const OTHER_DAYS_ENTITIES = [OtherDays];
