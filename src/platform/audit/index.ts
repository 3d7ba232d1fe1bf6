export { Audit, AuditModule, type AuditSubject } from './audit.js';
export { AuditEvent } from './audit-event.entity.js';
