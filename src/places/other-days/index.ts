export type { OtherDays } from './persistence/other-days.entities.js';
export { OTHER_DAYS_ENTITIES } from './persistence/tables.js';
export { OtherDaysModule } from './other-days.module.js';
export { OtherDaysAsked } from './other-days-asked.js';
