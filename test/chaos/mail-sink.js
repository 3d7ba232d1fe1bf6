/** A mail server that keeps who received which Message-ID, and takes its time as a real one does. */
import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';

export class MailSink {
  /** One entry for each mail taken: `{ to, id, digest }`. */
  deliveries = [];

  /** @param {{ fromMillis: number, toMillis: number }} pace how long taking one mail lasts */
  static async start(pace) {
    const sink = new MailSink();
    sink.server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      logger: false,
      closeTimeout: 100,
      onData: (stream, session, done) => void sink.take(stream, session, pace).then(() => done(), done),
    });
    sink.server.on('error', () => undefined);
    await new Promise((resolve) => {
      sink.server.listen(0, '127.0.0.1', resolve);
    });
    sink.url = `smtp://127.0.0.1:${sink.server.server.address().port}`;
    return sink;
  }

  async take(stream, session, { fromMillis, toMillis }) {
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    const [head, ...body] = Buffer.concat(chunks).toString('utf8').split('\r\n\r\n');
    await setTimeout(fromMillis + Math.random() * (toMillis - fromMillis));
    const id = /^message-id:\s*(\S+)/im.exec(head)?.[1] ?? '';
    // Boundaries of its parts are drawn at each try. Each hand-over makes a link of its own: what a repeat says is
    // compared without it, and without the line ends that its length moves.
    const text = body
      .join('\n')
      .replace(/--[-_=\w]*_NmP[-_=\w]*/g, '')
      .replace(/=\r?\n/g, '')
      .replace(/\/(suivre|reprendre)\/[\w-]{43}/g, '/$1/…');
    const digest = createHash('sha256')
      .update(/^subject:.*$/im.exec(head)?.[0] ?? '')
      .update(text)
      .digest('hex');
    for (const { address } of session.envelope.rcptTo) this.deliveries.push({ to: address, id, digest });
  }

  stop() {
    return new Promise((resolve) => {
      this.server.close(resolve);
    });
  }
}
