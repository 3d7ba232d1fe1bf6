/**
 * What drills and benches need beside the application: a Redis of their own, and an empty database on the server of
 * TEST_DATABASE_URL.
 */
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { freePort } from '../chaos/server.js';

export const hasRedis = () => spawnSync('redis-server', ['--version']).status === 0;

/** A redis-server that keeps nothing on disk: stopped, it has forgotten everything. */
export class OwnRedis {
  constructor(port) {
    this.port = port;
    this.url = `redis://127.0.0.1:${port}`;
    this.folder = mkdtempSync(join(tmpdir(), 'marelle-redis-'));
  }

  static async start() {
    const redis = new OwnRedis(await freePort());
    await redis.start();
    return redis;
  }

  async start() {
    this.child = spawn(
      'redis-server',
      [
        '--port',
        String(this.port),
        '--bind',
        '127.0.0.1',
        '--save',
        '',
        '--appendonly',
        'no',
        '--dir',
        this.folder,
        '--maxmemory-policy',
        'noeviction',
      ],
      { stdio: 'ignore' },
    );
    this.exited = new Promise((resolve) => this.child.on('exit', resolve));
    await this.ask((client) => client.ping());
  }

  async ask(question) {
    const client = new Redis(this.url, { retryStrategy: () => 50 });
    client.on('error', () => undefined);
    try {
      return await question(client);
    } finally {
      client.disconnect();
    }
  }

  flush() {
    return this.ask((client) => client.flushall());
  }

  async stop() {
    this.child.kill('SIGKILL');
    await this.exited;
  }

  async remove() {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** @returns {Promise<{ url: string, rows: (sql: string) => Promise<any[]>, drop: () => Promise<void> }>} */
export async function ownDatabase(prefix) {
  const server = new URL(process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres');
  const name = `${prefix}_${process.pid}_${randomBytes(6).toString('hex')}`;
  const admin = async (sql) => {
    const client = new pg.Client(server.href);
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await admin(`CREATE DATABASE ${name}`);
  const url = new URL(server.href);
  url.pathname = `/${name}`;
  const pool = new pg.Pool({ connectionString: url.href, max: 2 });
  pool.on('error', () => undefined);
  return {
    url: url.href,
    rows: async (sql) => (await pool.query(sql)).rows,
    drop: async () => {
      await pool.end();
      await admin(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}
