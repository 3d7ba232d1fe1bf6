import { Injectable } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { Config } from '../../config/index.js';
import { MailWriter } from './mail-writer.js';
import type { Message } from './message.entity.js';

/** Hands mails over to the mail server. */
@Injectable()
export class SmtpSender {
  private readonly transport: Transporter | null;

  constructor(
    private readonly config: Config,
    private readonly writer: MailWriter,
  ) {
    // Nothing in a message is ever read from a file or fetched from an address.
    this.transport = config.SMTP_URL ? createTransport({ url: config.SMTP_URL, disableFileAccess: true, disableUrlAccess: true }) : null;
  }

  /** Without a mail server (the demo) mails stay in the outbox. */
  get configured(): boolean {
    return this.transport !== null;
  }

  async send(message: Message): Promise<void> {
    const { from, text, html } = this.writer.content(message);
    await this.transport!.sendMail({
      // The same id at every try: a receiver that gets it twice can tell.
      messageId: `<${message.id}@${new URL(this.config.BASE_URL).hostname}>`,
      from: { name: from, address: this.config.MAIL_FROM },
      to: message.recipient,
      subject: message.subject,
      text,
      html,
      textEncoding: 'quoted-printable',
      // No holiday reply to us; a refusal comes back with the headers only.
      headers: { 'Content-Language': message.language, 'Auto-Submitted': 'auto-generated' },
      dsn: { id: message.id, return: 'headers', notify: ['failure'], recipient: this.config.MAIL_FROM },
    });
  }
}
