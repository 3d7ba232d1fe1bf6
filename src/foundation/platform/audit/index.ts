export { Audit, AuditModule, nameOf, type AuditedChange, type HeldReading, type ShownFamilies } from './audit.js';
export { HourlyCounts } from './hourly-counts.js';
export { RefusedPages } from './refused-pages.js';
export { ReadingHeld, ReadingLimits, type ReadingStanding } from './reading-limits.js';
export { READING_KINDS, READING_WINDOWS } from './reading-windows.js';
export { findEvents, findLastEvent } from './read-events.js';
export { linesStatement, listLines, listReadingsOf, type JournalRow } from './journal-lines.queries.js';
