export { MailWriter } from './mail-writer.js';
export { Message } from './message.entity.js';
export { Outbox, type NewMessage } from './outbox.js';
export { OutboxModule } from './outbox.module.js';
