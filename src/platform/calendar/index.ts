export { icalendarOf, type CalendarEvent } from './icalendar.js';
