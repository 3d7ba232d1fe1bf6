export { MONTHS, ORDINALS, readRule, ruleText, type MonthlyRule, type Ordinal } from './monthly-rule.js';
export { holidayOn, holidaysOf, isWeekend, type Holiday } from './public-holidays.js';
export { schoolHolidayOn, type SchoolHoliday } from './school-holidays.js';
