/**
 * Backs a server up while 8 clients deposit, restores elsewhere, and compares every row of every table with what the
 * database held at the moment of the snapshot. Usage: npm run drill:backup -- [--size 100000]; PostgreSQL too when
 * TEST_DATABASE_URL names a server that databases and roles may be made on.
 */
import pg from 'pg';
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { everyRow, rowsAsOfNow } from '../support/every-row.js';
import { generateDossiers, openBulk } from '../support/population/index.js';
import { depositBody, freePort, openDesk, operate, productionEnv, startServer } from './server.js';

const CLIENTS = 8;
const MOST_SECONDS = 60;
const { values } = parseArgs({ options: { size: { type: 'string', default: '100000' } } });
const size = Number(values.size);
const adminUrl = process.env.TEST_DATABASE_URL;

async function administer(statement) {
  const client = new pg.Client(adminUrl);
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** A place for a database, empty. */
async function place(kind, folder, name) {
  if (kind === 'sqlite')
    return {
      settings: { sqlite: join(folder, `${name}.sqlite`) },
      to: join(folder, `${name}.sqlite`),
      drop: async () => undefined,
    };
  // Of a role that owns it and may do nothing else, as deploy/postgres/create-role.sh makes it.
  const database = `marelle_drill_${name}_${process.pid}`;
  await administer(`CREATE ROLE ${database} LOGIN PASSWORD '${database}'`);
  await administer(`CREATE DATABASE ${database} OWNER ${database}`);
  const url = Object.assign(new URL(adminUrl), {
    username: database,
    password: database,
    pathname: `/${database}`,
  }).href;
  const drop = async () => {
    await administer(`DROP DATABASE ${database} WITH (FORCE)`);
    await administer(`DROP ROLE ${database}`);
  };
  return { settings: { databaseUrl: url }, to: url, drop };
}

/** Deposits until told to stop; keeps what was acknowledged, when, and how long the slowest answer took. */
class Depositors {
  answers = [];
  failed = 0;
  #stop = false;
  #next = 1;

  constructor(env, token) {
    this.running = Array.from({ length: CLIENTS }, async () => {
      while (!this.#stop) await this.#deposit(env, token, this.#next++);
    });
  }

  async #deposit(env, token, seed) {
    const asked = performance.now();
    const answer = await fetch(`${env.BASE_URL}/api/v1/dossiers`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': `drill-deposit-${seed}`,
      },
      body: JSON.stringify(depositBody(seed + 50_000_000)),
    });
    if (answer.status !== 201) {
      this.failed += 1;
      console.log(`FAILED deposit: ${answer.status} ${await answer.text()}`);
    } else this.answers.push({ id: (await answer.json()).id, asked, answered: performance.now() });
  }

  async stop() {
    this.#stop = true;
    await Promise.all(this.running);
  }
}

/** Runs a command of the product; `onLine` sees what it says. @returns seconds */
async function command(env, script, words, onLine = () => undefined) {
  const begun = performance.now();
  const child = spawn(process.execPath, [`dist/commands/${script}.js`, ...words], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface({ input: child.stdout }).on('line', onLine);
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`${script} ended with ${code}`);
  return (performance.now() - begun) / 1000;
}

/** Waits for what was already sent to PostgreSQL: a commit between the two snapshots would stand in one of them only. */
async function commitsLetThrough(url) {
  const client = new pg.Client(url);
  await client.connect();
  const active = `SELECT count(*)::int AS n FROM pg_stat_activity
    WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid()
    AND wait_event_type IS DISTINCT FROM 'Lock'`;
  while ((await client.query(active)).rows[0].n > 0) await wait(20);
  await client.end();
}

async function populated(kind, folder) {
  const source = await place(kind, folder, 'source');
  const backups = join(folder, 'backups');
  const key = join(folder, 'key');
  mkdirSync(backups);
  const said = execFileSync(process.execPath, ['dist/commands/backup.js', '--key', key], { encoding: 'utf8' });
  const env = {
    ...productionEnv({ port: await freePort(), ...source.settings }),
    BACKUP_DIR: backups,
    BACKUP_RECIPIENTS: /BACKUP_RECIPIENTS=(\S+)/.exec(said)[1],
  };
  openDesk(env);
  const token = operate(env, 'token', 'drill');
  const bulk = await openBulk(env);
  await generateDossiers(bulk, size, { now: new Date().toISOString() });
  await bulk.close();
  return { source, backups, key, env, token };
}

/**
 * The server is held still (SIGSTOP) only while the reference and the backup open their two snapshots, so that both see
 * the same moment; deposits go on from there until the backup is written.
 */
async function backedUp(env, server) {
  server.child.kill('SIGSTOP');
  await wait(200);
  if (env.DATABASE_URL) await commitsLetThrough(env.DATABASE_URL);
  const reference = await rowsAsOfNow(env);
  const held = performance.now();
  let released;
  const release = () => {
    released ??= performance.now();
    server.child.kill('SIGCONT');
  };
  try {
    const seconds = await command(env, 'backup', [], (line) => line.startsWith('Snapshot of') && release());
    return { reference, seconds, held, released, ended: performance.now() };
  } finally {
    release();
  }
}

async function drill(kind) {
  const folder = mkdtempSync(join(tmpdir(), 'marelle-drill-'));
  const { source, backups, key, env, token } = await populated(kind, folder);
  const server = await startServer(env);
  const target = await place(kind, folder, 'target');
  try {
    const depositors = new Depositors(env, token);
    await wait(2000);
    const { reference, seconds: backupSeconds, held, released, ended } = await backedUp(env, server);
    await depositors.stop();
    server.child.kill('SIGTERM');
    await server.exited;

    const archive = join(
      backups,
      readdirSync(backups).find((name) => name.endsWith('.age')),
    );
    const restoreSeconds = await command(env, 'restore', [archive, '--identity', key, '--to', target.to], (line) =>
      console.log(`  ${line}`),
    );

    const expected = await reference.digests();
    await reference.close();
    const restoredEnv = { ...env, ...productionEnv({ port: env.PORT, ...target.settings }) };
    const restored = await everyRow(restoredEnv);
    const differing = Object.keys({ ...expected, ...restored }).filter((table) => expected[table] !== restored[table]);
    const again = await startServer(restoredEnv);
    again.child.kill('SIGTERM');
    await again.exited;

    const during = depositors.answers.filter(({ answered }) => answered > released && answered < ended);
    const askedDuring = during.filter(({ asked }) => asked > released);
    const manifest = JSON.parse(
      readFileSync(
        join(
          backups,
          readdirSync(backups).find((name) => name.endsWith('.json')),
        ),
        'utf8',
      ),
    );
    const beforeIt = depositors.answers.filter(({ answered }) => answered < held).length;
    const result = {
      database: kind,
      dossiers: manifest.rows.dossier,
      rows: Object.values(manifest.rows).reduce((sum, n) => sum + n, 0),
      tables: Object.keys(manifest.rows).length,
      backupMegabytes: Math.round(statSync(archive).size / 1e6),
      backupSeconds: round(backupSeconds),
      restoreSeconds: round(restoreSeconds),
      seconds: round(backupSeconds + restoreSeconds),
      depositsBefore: beforeIt,
      depositsDuring: during.length,
      slowestDuringMs: Math.round(Math.max(0, ...askedDuring.map(({ asked, answered }) => answered - asked))),
      failedDeposits: depositors.failed,
      differing,
    };
    console.log(JSON.stringify(result));
    const kept = size + beforeIt <= manifest.rows.dossier && manifest.rows.dossier < size + depositors.answers.length;
    const wanted = {
      'every row is the same': differing.length === 0,
      'every deposit acknowledged before is there': kept,
      'deposits go on while the backup is written': during.length > 0,
      'no deposit failed': depositors.failed === 0,
      [`both take at most ${MOST_SECONDS} s`]: result.seconds <= MOST_SECONDS,
    };
    for (const [what, so] of Object.entries(wanted)) if (!so) console.log(`FAILED on ${kind}: ${what}`);
    return Object.values(wanted).every(Boolean);
  } finally {
    server.child.kill('SIGKILL');
    await source.drop();
    await target.drop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const round = (seconds) => Math.round(seconds * 10) / 10;

let good = true;
for (const kind of adminUrl ? ['sqlite', 'postgres'] : ['sqlite']) good = (await drill(kind)) && good;
process.exit(good ? 0 : 1);
