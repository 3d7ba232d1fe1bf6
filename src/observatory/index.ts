export { OBSERVATORY_ENTITIES } from './persistence/tables.js';
export { ObservatoryModule } from './observatory.module.js';
