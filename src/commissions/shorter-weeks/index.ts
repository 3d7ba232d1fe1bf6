export { SHORTER_WEEKS_ENTITIES } from './persistence/tables.js';
export { ShorterWeeksModule } from './shorter-weeks.module.js';
export { isProposable, proposableDays } from './domain/shorter-week.js';
export { ShorterWeeks, type ProposedWeek } from './shorter-weeks.js';
export { ShorterWeekWords } from './web/shorter-week-words.js';
