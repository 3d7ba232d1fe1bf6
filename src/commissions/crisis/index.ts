export { CRISIS_ENTITIES } from './persistence/tables.js';
export { CrisisModule } from './crisis.module.js';
export { SectionClosures, type SectionClosure } from './section-closures.js';
export { FamilyPlaces } from './family-places.js';
