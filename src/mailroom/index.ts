import { LetterBatch } from './persistence/mailroom.entities.js';

export { readDeliveryReport } from './domain/delivery-report.js';
export { MailroomModule } from './mailroom.module.js';
export { LetterBatch };
export const MAILROOM_ENTITIES = [LetterBatch];
