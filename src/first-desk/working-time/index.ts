export { WORKING_TIME_ENTITIES } from './persistence/tables.js';
export { MonthClosing } from './month-closing.js';
export { fullTimeEquivalents } from './domain/full-time.js';
export { MISSIONS } from './domain/missions.js';
export type { TeamMonth } from './domain/team-month.js';
export { OwnWeeks } from './own-weeks.js';
export { TeamMonths } from './team-months.js';
export { durationWords } from './web/time-words.js';
export { WorkingTimeModule } from './working-time.module.js';
