import { Global, Module } from '@nestjs/common';
import { MailWriter } from './mail-writer.js';
import { Outbox } from './outbox.js';
import { OutboxFigures } from './outbox-figures.js';
import { SmtpSender } from './smtp-sender.js';

@Global()
@Module({ providers: [Outbox, MailWriter, OutboxFigures, SmtpSender], exports: [Outbox, MailWriter] })
export class OutboxModule {}
