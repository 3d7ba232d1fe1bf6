export { shorterWeeks } from './shorter-weeks.feature.js';
export { isProposable, proposableDays } from './domain/shorter-week.js';
export { ShorterWeeks, type ProposedWeek } from './shorter-weeks.js';
export { ShorterWeekWords } from './web/shorter-week-words.js';
