import { Global, Module } from '@nestjs/common';
import { Attachments } from './attachments.js';
import { HandOver } from './hand-over.js';
import { MailWriter } from './mail-writer.js';
import { Outbox } from './outbox.js';
import { OutboxFigures } from './outbox-figures.js';
import { SmsCarrier } from './sms-carrier.js';
import { SmtpCarrier } from './smtp-carrier.js';

@Global()
@Module({ providers: [Attachments, Outbox, OutboxFigures, HandOver, MailWriter, SmtpCarrier, SmsCarrier], exports: [Attachments, Outbox, MailWriter] })
export class OutboxModule {}
