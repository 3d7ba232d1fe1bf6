export { Audit, AuditModule } from './audit.js';
export { findEvents } from './read-events.js';
