export { Audit, AuditModule, type AuditSubject, type StoppedReading } from './audit.js';
export { ReadingHeld, ReadingLimits, type ReadingStanding } from './reading-limits.js';
export { findEvents } from './read-events.js';
