export { LONGEST_TEXT as LONGEST_REMINDER } from './domain/reminder.js';
export { reminders } from './reminders.feature.js';
export { Reminders } from './reminders.js';
