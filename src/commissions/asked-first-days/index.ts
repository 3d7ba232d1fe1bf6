export { askedFirstDays } from './asked-first-days.feature.js';
