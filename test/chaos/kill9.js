/**
 * Kills the server with SIGKILL again and again while 16 clients deposit. A client that got no answer tries the same
 * key again. At the end: every acknowledged deposit is there, none is there twice, the file is sound. Usage: npm run
 * chaos:kill9 -- [--times 100]; PostgreSQL when DATABASE_URL names an empty database.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import pg from 'pg';
import { depositBody, freePort, openDesk, operate, productionEnv, startServer } from './server.js';

const CLIENTS = 16;
const { values } = parseArgs({ options: { times: { type: 'string', default: '100' } } });
const times = Number(values.times);
const folder = mkdtempSync(join(tmpdir(), 'marelle-kill9-'));
const databaseUrl = process.env.DATABASE_URL;
const env = productionEnv({ port: await freePort(), sqlite: join(folder, 'marelle.sqlite'), databaseUrl });

openDesk(env);
const token = operate(env, 'token', 'kill -9');

const acknowledged = new Map();
const attempted = new Set();
let retried = 0;
let unexpected = 0;
let stop = false;
let next = 1;

async function depositOnce(seed) {
  attempted.add(seed);
  for (let tries = 0; ; tries += 1) {
    const answer = await fetch(`${env.BASE_URL}/api/v1/dossiers`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': `kill9-deposit-${seed}`,
      },
      body: JSON.stringify(depositBody(seed)),
    }).catch(() => null);
    const body = answer?.status === 201 ? await answer.json().catch(() => null) : null;
    if (body) return void acknowledged.set(seed, body.id);
    if (answer && answer.status !== 201 && answer.status !== 409) {
      unexpected += 1;
      if (unexpected <= 3) console.error(answer.status, await answer.text());
    }
    retried += 1;
    if (stop && tries > 200) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function client() {
  while (!stop) await depositOnce(next++);
}

let server = await startServer(env);
const clients = Array.from({ length: CLIENTS }, client);
for (let kill = 1; kill <= times; kill += 1) {
  await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 400));
  server.child.kill('SIGKILL');
  await server.exited;
  server = await startServer(env);
  if (kill % 10 === 0) console.log(`${kill} kills, ${acknowledged.size} acknowledged`);
}
stop = true;
await Promise.all(clients);
server.child.kill('SIGTERM');
await server.exited;

async function rows(sql) {
  if (!databaseUrl) {
    const database = new Database(env.SQLITE_FILE, { readonly: true });
    const list = database.prepare(sql).all();
    database.close();
    return list;
  }
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const { rows: list } = await client.query(sql);
  await client.end();
  return list;
}

const deposits = new Set((await rows('SELECT id FROM portal_deposit')).map((row) => row.id));
const families = await rows('SELECT phone, COUNT(*) AS n FROM adult GROUP BY phone');
const requests = Number((await rows('SELECT COUNT(*) AS n FROM child_request'))[0].n);
const integrity = databaseUrl ? 'ok' : (await rows('PRAGMA integrity_check'))[0].integrity_check;
const lost = [...acknowledged.values()].filter((id) => !deposits.has(id)).length;
const duplicated = families.filter((row) => Number(row.n) > 1).length + (requests - families.length);
rmSync(folder, { recursive: true, force: true });

const result = {
  database: databaseUrl ? 'postgres' : 'sqlite',
  kills: times,
  clients: CLIENTS,
  attempted: attempted.size,
  acknowledged: acknowledged.size,
  retried,
  lost,
  duplicated,
  unexpected,
  integrity,
};
console.log(JSON.stringify(result));
process.exit(lost === 0 && duplicated === 0 && unexpected === 0 && integrity === 'ok' && acknowledged.size > 0 ? 0 : 1);
