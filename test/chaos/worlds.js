/** Worlds in which a drill kills what does the jobs: `takers` die and start again, `rows` reads what is kept. */
import Database from 'better-sqlite3';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OwnRedis, ownDatabase } from '../support/services.js';
import { freePort, openDesk, productionEnv, startServer } from './server.js';

/** What does the jobs, and dies. */
class Worker {
  constructor(env) {
    this.env = env;
  }
  async start() {
    this.child = spawn(process.execPath, ['dist/worker.js'], { env: this.env, stdio: ['ignore', 'pipe', 'inherit'] });
    this.exited = new Promise((resolve) => this.child.on('exit', resolve));
    await new Promise((resolve) => {
      this.child.stdout.on('data', (text) => String(text).includes('working') && resolve());
    });
  }
  async die(signal = 'SIGKILL') {
    this.child.kill(signal);
    await this.exited;
  }
}

class Server {
  constructor(env) {
    this.env = env;
  }
  async start() {
    Object.assign(this, await startServer(this.env));
  }
  async die(signal = 'SIGKILL') {
    this.child.kill(signal);
    await this.exited;
  }
}

/** A desk whose server does the jobs itself, on SQLite. */
export async function sqliteWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'marelle-chaos-'));
  const env = productionEnv({ port: await freePort(), sqlite: join(folder, 'marelle.sqlite') });
  openDesk(env);
  const server = new Server(env);
  return {
    env,
    server,
    takers: [server],
    remove: async () => rmSync(folder, { recursive: true, force: true }),
    rows: async (sql) => {
      const database = new Database(env.SQLITE_FILE, { readonly: true });
      try {
        return database.prepare(sql).all();
      } finally {
        database.close();
      }
    },
  };
}

/**
 * A desk with two workers on Redis and PostgreSQL. @param name the beginning of the name of its database
 */
export async function redisWorld(name) {
  const [redis, database] = [await OwnRedis.start(), await ownDatabase(name)];
  const env = {
    ...productionEnv({ port: await freePort(), databaseUrl: database.url }),
    REDIS_URL: redis.url,
    LOG_LEVEL: 'info',
  };
  openDesk(env);
  const remove = async () => {
    await redis.remove();
    await database.drop();
  };
  return {
    env,
    server: new Server({ ...env, LOG_LEVEL: 'silent' }),
    takers: [new Worker(env), new Worker(env)],
    remove,
    rows: database.rows,
  };
}
