export { Availability } from './availability.js';
export { type WhatWouldGive } from './domain/what-would-give.js';
export { ZonesModule } from './zones.module.js';
