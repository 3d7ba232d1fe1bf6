export { reminders } from './reminders.feature.js';
