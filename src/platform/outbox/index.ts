export { Attachments, type Attachment } from './attachments.js';
export { HandedTexts } from './handed-texts.js';
export { HourlySpread } from './hourly-spread.js';
export { blocksOf, type Block } from './mail-blocks.js';
export { MailWriter } from './mail-writer.js';
export {
  MessageLinks,
  SECRET_MARK,
  withoutSecret,
  type Filled,
  type LinkMaker,
  type MadeLink,
} from './message-links.js';
export {
  Message,
  MESSAGE_CHANNELS,
  type MessageChannel,
  type MessageFailure,
  type MessageState,
} from './message.entity.js';
export { Outbox, type MessageWords, type NewMessage, type Reworded, type Way } from './outbox.js';
export { OutboxModule } from './outbox.module.js';
export { smsLength, smsText } from './sms-text.js';
