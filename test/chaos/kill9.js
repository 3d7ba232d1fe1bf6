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
import { Depositor } from './depositor.js';
import { freePort, openDesk, operate, productionEnv, startServer } from './server.js';

const CLIENTS = 16;
const { values } = parseArgs({ options: { times: { type: 'string', default: '100' } } });
const times = Number(values.times);
const folder = mkdtempSync(join(tmpdir(), 'marelle-kill9-'));
const databaseUrl = process.env.DATABASE_URL;
const env = productionEnv({ port: await freePort(), sqlite: join(folder, 'marelle.sqlite'), databaseUrl });

openDesk(env);
const depositor = new Depositor(env, operate(env, 'token', 'kill -9'), 'kill9-deposit');
let stop = false;

let server = await startServer(env);
const clients = Array.from({ length: CLIENTS }, () => depositor.depositWhile(() => !stop));
for (let kill = 1; kill <= times; kill += 1) {
  await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 400));
  server.child.kill('SIGKILL');
  await server.exited;
  server = await startServer(env);
  if (kill % 10 === 0) console.log(`${kill} kills, ${depositor.acknowledged.size} acknowledged`);
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
const { acknowledged, refused } = depositor;
const lost = [...acknowledged].filter((id) => !deposits.has(id)).length;
const duplicated = families.filter((row) => Number(row.n) > 1).length + (requests - families.length);
rmSync(folder, { recursive: true, force: true });

const unexpected = refused.filter(({ status }) => status !== null && status !== 409);
if (unexpected.length > 0) console.error(unexpected.slice(0, 3));
const result = {
  database: databaseUrl ? 'postgres' : 'sqlite',
  kills: times,
  clients: CLIENTS,
  acknowledged: acknowledged.size,
  retried: refused.length,
  lost,
  duplicated,
  unexpected: unexpected.length,
  integrity,
};
console.log(JSON.stringify(result));
process.exit(
  lost === 0 && duplicated === 0 && unexpected.length === 0 && integrity === 'ok' && acknowledged.size > 0 ? 0 : 1,
);
