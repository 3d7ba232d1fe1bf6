export { Audit, AuditModule } from './audit.js';
export { AuditEvent } from './audit-event.entity.js';
