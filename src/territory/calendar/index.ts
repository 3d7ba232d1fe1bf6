export type { BusyCalendar, SchoolCalendar } from './persistence/calendar.entities.js';
export { CALENDAR_ENTITIES } from './persistence/tables.js';
export { BusyCalendars } from './busy-calendars.js';
export { BusyReading } from './busy-reading.js';
export { CalendarModule } from './calendar.module.js';
export type { SchoolHoliday } from './domain/school-holidays.js';
export { SchoolCalendars } from './school-calendars.js';
