import { Global, Module } from '@nestjs/common';
import { Attachments } from './attachments.js';
import { HandOver } from './hand-over.js';
import { HandedTexts } from './handed-texts.js';
import { HourlySpread } from './hourly-spread.js';
import { MailWriter } from './mail-writer.js';
import { MessageLinks } from './message-links.js';
import { Outbox } from './outbox.js';
import { OutboxFigures } from './outbox-figures.js';
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
    MessageLinks,
    SmtpCarrier,
    SmsCarrier,
  ],
  exports: [Attachments, HandedTexts, HourlySpread, Outbox, MailWriter, MessageLinks],
})
export class OutboxModule {}
