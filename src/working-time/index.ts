export { WORKING_TIME_ENTITIES } from './persistence/tables.js';
export { MonthClosing } from './month-closing.js';
export { OwnWeeks } from './own-weeks.js';
export { WorkingTimeModule } from './working-time.module.js';
