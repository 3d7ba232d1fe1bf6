export { CRISIS_ENTITIES } from './persistence/tables.js';
export { CrisisModule } from './crisis.module.js';
