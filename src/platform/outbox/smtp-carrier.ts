import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Transporter } from 'nodemailer';
import { Config } from '../../config/index.js';
import { Attachments } from './attachments.js';
import { NotTaken, Undeliverable, type Carrier } from './carrier.js';
import { MailWriter } from './mail-writer.js';
import type { Message } from './message.entity.js';

/** The same at every try: a receiver that gets it twice can tell, and whoever reports a bounce can name it. */
export const messageIdOf = (id: string, baseUrl: string): string => `<${id}@${new URL(baseUrl).hostname}>`;

interface SmtpError {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
  readonly response?: string;
}

/** `550 5.1.1` of `550 5.1.1 <a@b.c>: no such user`. */
const numbersOf = ({ responseCode, response = '' }: SmtpError): string =>
  [responseCode, /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1]].filter(Boolean).join(' ');

/** Many mail servers turn away who comes with more at once. */
const MOST_CONNECTIONS = 3;
/**
 * A mail server that is silent is given up, and the job tries again later: to be connected, for its greeting, and
 * between two words of its. Together they stay below the lease of a job (two minutes): a mail that is under way is
 * nobody else's.
 */
const CONNECT_MILLIS = 10_000;
const GREETING_MILLIS = 10_000;
const SILENCE_MILLIS = 30_000;

/** Hands mails over to the mail server. */
@Injectable()
export class SmtpCarrier implements Carrier, OnApplicationShutdown {
  private transport: Promise<Transporter> | undefined;

  constructor(
    private readonly config: Config,
    private readonly writer: MailWriter,
    private readonly attachments: Attachments,
  ) {}

  /** Without a mail server (the demo) mails stay in the outbox. */
  get configured(): boolean {
    return Boolean(this.config.SMTP_URL);
  }

  /** The queue has stopped: nothing is under way any more. */
  async onApplicationShutdown(): Promise<void> {
    (await this.transport)?.close();
  }

  /** The library is loaded with the first mail: a process that sends none starts without it. */
  private async connect(): Promise<Transporter> {
    const { createTransport } = await import('nodemailer');
    return createTransport({
      url: this.config.SMTP_URL,
      pool: true,
      maxConnections: MOST_CONNECTIONS,
      // A connection lost on the way is a try of the job, which counts them.
      maxRequeues: 0,
      dnsTimeout: CONNECT_MILLIS,
      connectionTimeout: CONNECT_MILLIS,
      greetingTimeout: GREETING_MILLIS,
      socketTimeout: SILENCE_MILLIS,
      // Nothing in a message is ever read from a file or fetched from an address.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async send(message: Message): Promise<void> {
    const { from, text, html } = this.writer.content(message);
    const attachments = (await this.attachments.of(message.attachment)).map(({ fileName, type, content }) => ({
      filename: fileName,
      contentType: type,
      content,
    }));
    const transport = await (this.transport ??= this.connect());
    try {
      await transport.sendMail({
        messageId: messageIdOf(message.id, this.config.BASE_URL),
        from: { name: from, address: this.config.MAIL_FROM },
        to: message.recipient,
        subject: message.subject,
        text,
        html,
        attachments,
        textEncoding: 'quoted-printable',
        // No holiday reply to us; a refusal comes back with the headers only.
        headers: { 'Content-Language': message.language, 'Auto-Submitted': 'auto-generated' },
        dsn: { id: message.id, return: 'headers', notify: ['failure'], recipient: this.config.MAIL_FROM },
      });
    } catch (error) {
      throw this.judged(error as SmtpError);
    }
  }

  /**
   * A refusal of the recipient or of the message is for good; one of ourselves (sign-in, sender) is ours to mend, and
   * anything else may pass. What the server says may hold the address: only its numbers are kept.
   */
  private judged(error: SmtpError): Error {
    const ofRecipient = error.command === 'RCPT TO' || error.command === 'DATA';
    if (ofRecipient && (error.responseCode ?? 0) >= 500) return new Undeliverable(numbersOf(error));
    // Not an address at all: nothing was asked of the server.
    if (error.code === 'EENVELOPE' && error.command === 'API') return new Undeliverable(null);
    const { code, responseCode } = error;
    // It answered no, or there was no conversation at all. A connection lost on the way may have been lost after the
    // last word.
    const certain =
      responseCode !== undefined || error.command === 'CONN' || code === 'EDNS' || code === 'ECONNREFUSED';
    const words = `mail server: ${[code, error.command, numbersOf(error)].filter(Boolean).join(' ')}`;
    return Object.assign(certain ? new NotTaken(words) : new Error(words), { code, responseCode });
  }
}
