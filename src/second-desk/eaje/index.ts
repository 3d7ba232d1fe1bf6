export { EajeModule } from './eaje.module.js';
export { EAJE_ENTITIES } from './persistence/tables.js';
