export { MINUTES_ENTITIES } from './persistence/tables.js';
export { MinutesModule } from './minutes.module.js';
