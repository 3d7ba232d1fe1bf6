import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OutboundPolicy } from '../../src/foundation/platform/outbound/index.js';

/** A calendar server on this machine. The application may reach it only when a test allows it. */
export class CalendarServer {
  /** Writes the answer; the test sets it. */
  answer: (response: ServerResponse) => void = (response) => response.end();
  asked = 0;

  private constructor(private readonly server: Server) {
    server.on('request', (_, response) => {
      this.asked += 1;
      this.answer(response);
    });
  }

  static async start(): Promise<CalendarServer> {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return new CalendarServer(server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  url(host = '127.0.0.1'): string {
    return `http://${host}:${this.port}/agenda.ics`;
  }

  /** Lets the application reach this server, and nothing else that it could not reach before. */
  letIn(app: NestFastifyApplication): void {
    const policy = app.get(OutboundPolicy);
    const usual = policy.mayReach.bind(policy);
    Object.assign(policy, {
      protocols: ['http:', 'https:'],
      ports: ['', String(this.port)],
      mayReach: (address: string) => address === '127.0.0.1' || usual(address),
    });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => {
      this.server.close(resolve);
    });
  }
}
