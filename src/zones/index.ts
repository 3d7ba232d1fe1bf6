export { inventChildrenCounts } from './children-counts.js';
export { ZONES_ENTITIES } from './persistence/tables.js';
export { Availability } from './availability.js';
export { type WhatWouldGive } from './domain/what-would-give.js';
export { ZonesModule } from './zones.module.js';
