import { WorkingMonth, WorkingTime, WorkingWeek } from './working-time.entities.js';

/** The tables of this feature. Other features know the types of their rows only. */
export const WORKING_TIME_ENTITIES = [WorkingWeek, WorkingTime, WorkingMonth];
