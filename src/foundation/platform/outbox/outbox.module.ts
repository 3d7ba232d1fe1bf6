import { Global, Module } from '@nestjs/common';
import { Attachments } from './attachments.js';
import { HandOver } from './hand-over.js';
import { HandedTexts } from './handed-texts.js';
import { HourlySpread } from './hourly-spread.js';
import { MailWriter } from './mail-writer.js';
import { MessageKinds } from './message-kinds.js';
import { MessageLinks } from './message-links.js';
import { MessageTexts } from './message-texts.js';
import { Outbox } from './outbox.js';
import { OutboxFigures } from './outbox-figures.js';
import { Opening } from '../opening/index.js';
import { SendingLacks } from './sending-lacks.js';
import { SmsCarrier } from './sms-carrier.js';
import { SmtpCarrier } from './smtp-carrier.js';

@Global()
@Module({
  providers: [
    Attachments,
    Outbox,
    OutboxFigures,
    HandOver,
    HandedTexts,
    HourlySpread,
    MailWriter,
    MessageKinds,
    MessageLinks,
    MessageTexts,
    SmtpCarrier,
    SmsCarrier,
    SendingLacks,
  ],
  exports: [Attachments, HandedTexts, HourlySpread, Outbox, MailWriter, MessageKinds, MessageLinks, MessageTexts],
})
export class OutboxModule {
  constructor(opening: Opening, lacks: SendingLacks) {
    opening.asked.join('the outbox says by which ways nobody can be written to', (from) => lacks.list(from));
  }
}
