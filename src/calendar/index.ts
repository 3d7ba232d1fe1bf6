import { BusyCalendar, BusyPeriodRow, SchoolCalendar } from './persistence/calendar.entities.js';

export type { BusyCalendar, SchoolCalendar };
export const CALENDAR_ENTITIES = [SchoolCalendar, BusyCalendar, BusyPeriodRow];
export { BusyCalendars } from './busy-calendars.js';
export { BusyReading } from './busy-reading.js';
export { CalendarModule } from './calendar.module.js';
export { SchoolCalendars } from './school-calendars.js';
