export { inventChildrenCounts } from './children-counts.js';
export { ZONES_ENTITIES } from './persistence/tables.js';
export { Availability } from './availability.js';
export { type WhatWouldGive } from './domain/what-would-give.js';
export { ZoneFigures } from './zone-figures.js';
export { measureZone, type ZoneFacts, type ZoneMeasures } from './domain/zone-measures.js';
export type { ChildrenCount } from './persistence/zones.entities.js';
export { ZonesModule } from './zones.module.js';
