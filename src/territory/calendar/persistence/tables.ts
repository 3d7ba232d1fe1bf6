import { BusyCalendar, BusyPeriodRow, SchoolCalendar } from './calendar.entities.js';

/** The tables of this feature. Other features know the types of their rows only. */
export const CALENDAR_ENTITIES = [SchoolCalendar, BusyCalendar, BusyPeriodRow];
