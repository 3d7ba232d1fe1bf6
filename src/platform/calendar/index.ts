export { busyPeriodsOf, type BusyPeriod } from './busy-periods.js';
export { icalendarOf, type CalendarEvent } from './icalendar.js';
export { readCalendar, wholeDaysOf, type ReadCalendar, type WholeDays } from './read-icalendar.js';
export { occurrencesOf, type RecurrenceStart } from './recurrence.js';
