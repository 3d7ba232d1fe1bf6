export { CLOSING_STAYS_ENTITIES } from './persistence/tables.js';
export { ClosingStaysModule } from './closing-stays.module.js';
