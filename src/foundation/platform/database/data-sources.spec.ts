import { createServer, type AddressInfo, type Server } from 'node:net';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from '../../../../test/support/runner.js';
import { readConfig } from '../../config/index.js';
import { dataSourceOptions } from './data-sources.js';

const message = (code: string, body: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(code), length, body]);
};
const WELCOME = message('R', Buffer.alloc(4));
const READY = message('Z', Buffer.from('I'));
const STOPPED = message('E', Buffer.from('SFATAL\0C57P01\0Mterminating connection\0\0'));

describe('a PostgreSQL that stops as it accepts a connection', () => {
  let server: Server;
  let uncaught: unknown[];
  const note = (error: unknown): void => void uncaught.push(error);

  beforeEach(async () => {
    uncaught = [];
    // What the driver reads at once: the connection is ready, and it is over.
    server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(Buffer.concat([WELCOME, READY, STOPPED])));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    process.prependListener('uncaughtException', note);
  });

  afterEach(() => {
    process.removeListener('uncaughtException', note);
    server.close();
  });

  it.each(['writer', 'reader'] as const)('does not end the process by the %s', async (role) => {
    const url = `postgres://somebody@127.0.0.1:${(server.address() as AddressInfo).port}/marelle`;
    const config = readConfig('test', { DATABASE_URL: url });
    const { extra } = dataSourceOptions(config, [], role) as { extra: pg.PoolConfig };
    const pool = new pg.Pool({ connectionString: url, ...extra });
    pool.on('error', () => undefined);
    const client = await pool.connect();
    await expect(client.query('SELECT 1')).rejects.toThrow();
    client.release(true);
    await pool.end();
    expect(uncaught).toEqual([]);
  });
});
