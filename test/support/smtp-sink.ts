import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface Received {
  readonly mail: ParsedMail;
  /** The message as it came over the wire. */
  readonly source: string;
  readonly envelope: { readonly id: string | undefined; readonly to: readonly string[] };
}

/** A real mail server that keeps what it gets, and refuses whom the test says. */
export class SmtpSink {
  readonly received: Received[] = [];
  /** The answer to RCPT TO for each address: 550 refuses for good, 451 for now. */
  readonly refusals = new Map<string, { code: number; text: string }>();
  /** The connections open now, the most that were open at once, and all together. */
  readonly connections = { open: 0, most: 0, ever: 0 };
  private readonly server: SMTPServer;

  private constructor() {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      onConnect: (_session, done) => {
        const { connections } = this;
        connections.ever += 1;
        connections.open += 1;
        connections.most = Math.max(connections.most, connections.open);
        done();
      },
      onClose: () => void (this.connections.open -= 1),
      onRcptTo: ({ address }, _session, done) => {
        const refusal = this.refusals.get(address);
        done(refusal ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : null);
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => void this.keep(Buffer.concat(chunks), session.envelope).then(() => done(), done));
      },
    });
  }

  static async open(): Promise<SmtpSink> {
    const sink = new SmtpSink();
    await new Promise<void>((resolve) => void sink.server.listen(0, '127.0.0.1', () => resolve()));
    return sink;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  /** Mails to one address, oldest first. */
  to(address: string): Received[] {
    return this.received.filter(({ envelope }) => envelope.to.includes(address));
  }

  /** Waits until nobody is connected any more. */
  async left(): Promise<void> {
    while (this.connections.open > 0) await setTimeout(10);
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async keep(
    source: Buffer,
    { mailFrom, rcptTo }: { mailFrom: unknown; rcptTo: readonly { address: string }[] },
  ): Promise<void> {
    const args = (mailFrom as { args?: Record<string, string> } | false) || {};
    this.received.push({
      mail: await simpleParser(source),
      source: source.toString('utf8'),
      envelope: { id: args.args?.['ENVID'], to: rcptTo.map(({ address }) => address) },
    });
  }
}
