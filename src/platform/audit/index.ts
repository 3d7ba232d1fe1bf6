export { Audit, AuditModule, type AuditedChange, type AuditSubject } from './audit.js';
export { AuditEvent } from './audit-event.entity.js';
