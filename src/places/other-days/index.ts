export { otherDays } from './other-days.feature.js';
export { OtherDaysAsked } from './other-days-asked.js';
