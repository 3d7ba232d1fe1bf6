export { MONTHS, ORDINALS, readRule, ruleText, type Ordinal } from './monthly-rule.js';
export { holidayOn, holidaysOf, isWeekend } from './public-holidays.js';
export { schoolHolidayOn, type SchoolHoliday } from './school-holidays.js';
