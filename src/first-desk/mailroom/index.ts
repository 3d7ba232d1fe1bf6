export { readDeliveryReport } from './domain/delivery-report.js';
export { MailroomModule } from './mailroom.module.js';
export { MAILROOM_ENTITIES } from './persistence/tables.js';
