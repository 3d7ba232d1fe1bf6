export { SATISFACTION_ENTITIES } from './persistence/tables.js';
export { SatisfactionModule } from './satisfaction.module.js';
