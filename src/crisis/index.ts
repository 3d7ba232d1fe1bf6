export { CRISIS_ENTITIES } from './persistence/tables.js';
export { CrisisModule } from './crisis.module.js';
export { FamilyPlaces } from './family-places.js';
