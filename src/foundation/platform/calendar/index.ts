export { busyPeriodsOf, type BusyPeriod } from './busy-periods.js';
export { icalendarOf, type CalendarEvent } from './icalendar.js';
export { readCalendar, wholeDaysOf } from './read-icalendar.js';
export { occurrencesOf } from './recurrence.js';
