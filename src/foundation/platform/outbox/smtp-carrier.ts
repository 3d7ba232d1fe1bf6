import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Transporter } from 'nodemailer';
import { Config } from '../../config/index.js';
import { Attachments } from './attachments.js';
import { NotTaken, Undeliverable, type Carrier } from './carrier.js';
import { MailWriter } from './mail-writer.js';
import type { Message } from './message.entity.js';

/**
 * The Message-ID of a mail. It is the same at every try, so that a receiver recognises a repeated mail, and a report
 * of a bounce can name it.
 */
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

/** Many mail servers refuse a sender that opens more connections at once. */
const MOST_CONNECTIONS = 3;
/**
 * Time limits for a mail server that does not answer: for the connection, for its greeting, and between two of its
 * answers. After them the job tries again later. Together they are shorter than the lease of a job (two minutes), so
 * that no other process takes a mail that is under way.
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

  /** Without a mail server, as in the demo, mails stay in the outbox. */
  get configured(): boolean {
    return Boolean(this.config.SMTP_URL);
  }

  /** Closes the connections. The queue has already stopped, so no mail is under way. */
  async onApplicationShutdown(): Promise<void> {
    (await this.transport)?.close();
  }

  /** Loads the library with the first mail, so that a process that sends none starts without it. */
  private async connect(): Promise<Transporter> {
    const { createTransport } = await import('nodemailer');
    return createTransport({
      url: this.config.SMTP_URL,
      pool: true,
      maxConnections: MOST_CONNECTIONS,
      // A lost connection is not retried by the library. It counts as a try of the job.
      maxRequeues: 0,
      dnsTimeout: CONNECT_MILLIS,
      connectionTimeout: CONNECT_MILLIS,
      greetingTimeout: GREETING_MILLIS,
      socketTimeout: SILENCE_MILLIS,
      // No part of a message may be read from a file or fetched from an address.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async send(message: Message): Promise<void> {
    const { from, text, html } = this.writer.content(message);
    const attachments = (await this.attachments.makeFiles(message.attachment)).map(({ fileName, type, content }) => ({
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
        // Asks other programs to send no holiday replies, and to return only the headers with a bounce.
        headers: { 'Content-Language': message.language, 'Auto-Submitted': 'auto-generated' },
        dsn: { id: message.id, return: 'headers', notify: ['failure'], recipient: this.config.MAIL_FROM },
      });
    } catch (error) {
      throw this.judged(error as SmtpError);
    }
  }

  /**
   * Decides what a failure means. A refusal of the recipient or of the message is final. A refusal of us (sign-in,
   * sender) is ours to repair, and any other failure may pass: both are tried again. Only the numbers of the answer
   * are kept, because its words may hold the address.
   */
  private judged(error: SmtpError): Error {
    const ofRecipient = error.command === 'RCPT TO' || error.command === 'DATA';
    if (ofRecipient && (error.responseCode ?? 0) >= 500) return new Undeliverable(numbersOf(error));
    // The recipient is not an address at all, and the server was not even asked.
    if (error.code === 'EENVELOPE' && error.command === 'API') return new Undeliverable(null);
    const { code, responseCode } = error;
    // The mail certainly did not leave when the server answered no, or when no connection was made. A connection lost
    // later may have been lost after the mail was accepted.
    const certain =
      responseCode !== undefined || error.command === 'CONN' || code === 'EDNS' || code === 'ECONNREFUSED';
    const words = `mail server: ${[code, error.command, numbersOf(error)].filter(Boolean).join(' ')}`;
    return Object.assign(certain ? new NotTaken(words) : new Error(words), { code, responseCode });
  }
}
