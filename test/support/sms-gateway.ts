import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Sms {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

/** A small SMS gateway. It keeps each message once, by its key, and answers as the test says. */
export class SmsGateway {
  readonly asked: { readonly headers: Record<string, unknown>; readonly sms: Sms }[] = [];
  /** The status that each number gets; -1 means no answer. */
  readonly answers = new Map<string, number>();
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const sms = JSON.parse(Buffer.concat(chunks).toString()) as Sms;
        this.asked.push({ headers: request.headers, sms });
        const status = this.answers.get(sms.to) ?? 202;
        if (status === -1) request.socket.destroy();
        else response.writeHead(status, { 'content-type': 'application/json' }).end('{"said":"about +33600000000"}');
      });
    });
  }

  static async open(): Promise<SmsGateway> {
    const gateway = new SmsGateway();
    await new Promise<void>((resolve) => gateway.server.listen(0, '127.0.0.1', resolve));
    return gateway;
  }

  get settings(): Record<string, string> {
    return {
      SMS_URL: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/send`,
      SMS_TOKEN: 'token-of-the-gateway',
      SMS_FROM: 'Marelle',
    };
  }

  /** The texts for one number, each once however often it was tried. */
  to(number: string): Sms[] {
    return [...new Map(this.asked.filter(({ sms }) => sms.to === number).map(({ sms }) => [sms.id, sms])).values()];
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.closeAllConnections();
      this.server.close(() => resolve());
    });
  }
}
