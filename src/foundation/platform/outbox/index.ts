export { Attachments, type Attachment } from './attachments.js';
export { HandedTexts } from './handed-texts.js';
export { HourlySpread } from './hourly-spread.js';
export { blocksOf, type Block } from './mail-blocks.js';
export { findLettersOf, findWaitingLetters, keepAsPrinted } from './letters.js';
export { MailWriter } from './mail-writer.js';
export { MessageLinks, SECRET_MARK, withoutSecret, type LinkMaker, type MadeLink } from './message-links.js';
export { MESSAGE_CHANNELS } from './message-channels.js';
export {
  AUDIENCES,
  hasShortText,
  languagesOf,
  messageKind,
  ONLY_WRITTEN,
  variablesOf,
  type ArgsOf,
  type Audience,
  type MessageKind,
  type Variable,
  type Variables,
} from './message-kind.js';
export { MessageKinds } from './message-kinds.js';
export { MessageTexts, type NamedText, type WantedText, type WrittenText } from './message-texts.js';
export type { MessageTextVersion } from './message-text.entity.js';
export { lawPassage, variableKey } from './message-examples.js';
export { shownSituations, type MessageText, type TextProblem } from './text-check.js';
export type { Message } from './message.entity.js';
export { Outbox, type MessageWords, type NewMessage, type Reworded } from './outbox.js';
export { OutboxModule } from './outbox.module.js';
export { smsLength } from './sms-text.js';
