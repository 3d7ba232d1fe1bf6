import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NOTHING, Probes, type ProbeAnswer } from './probes.js';

/** Serves the probes of a process that has no pages: a worker. */
@Injectable()
export class ProbePort implements OnApplicationShutdown {
  private server: Server | undefined;

  constructor(private readonly probes: Probes) {}

  /** @returns the port; the system chooses it when 0 was asked for. @throws when the port is taken */
  async listen(port: number, host: string): Promise<number> {
    const server = createServer((request, response) => {
      void this.answer(request).then(({ status, headers, body }) =>
        response.writeHead(status, { ...headers, connection: 'close' }).end(body),
      );
    });
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
    this.server = server;
    return (server.address() as AddressInfo).port;
  }

  private async answer({ method, url = '/', headers }: IncomingMessage): Promise<ProbeAnswer> {
    if (method !== 'GET') return NOTHING;
    switch (url.split('?')[0]) {
      case '/health':
        return this.probes.health();
      case '/ready':
        return this.probes.ready();
      case '/metrics':
        return this.probes.figures(headers.authorization);
      default:
        return NOTHING;
    }
  }

  /** Nest's last step of a stop. Until then the probes say "stopping" while the jobs under way are finished. */
  onApplicationShutdown(): void {
    this.server?.close();
  }
}
