export { inventChildrenCounts } from './children-counts.js';
export { ZONES_ENTITIES } from './persistence/tables.js';
export { Availability } from './availability.js';
export { type WhatWouldGive } from './domain/what-would-give.js';
export { ZoneFigures } from './zone-figures.js';
export { numberIn, type FigureValue } from './domain/declared-figure.js';
export { DeclaredFigures, type ReportLine } from './declared-figures.js';
export type { ChildrenCount } from './persistence/zones.entities.js';
export { ZonesModule } from './zones.module.js';
