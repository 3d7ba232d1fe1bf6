export { Mail, type NewMessage } from './mail.js';
export { MailModule } from './mail.module.js';
export { Message } from './message.entity.js';
