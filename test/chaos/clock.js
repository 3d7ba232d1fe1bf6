/**
 * A server whose clock jumps: over both changes of the hour in Europe/Paris, back by a day as somebody sets it wrong, on
 * by months. Deposits go on at each stop. Every acknowledged one is there, once; the work of a night runs once for each
 * night that is reached and goes on being planned; no job fails.
 * Usage: npm run drill:clock, where libfaketime is installed (Debian: faketime)
 */
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { Depositor } from './depositor.js';
import { freePort, openDesk, operate, productionEnv, startServer } from './server.js';

const LIBRARY = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu']
  .map((folder) => join(folder, 'faketime/libfaketime.so.1'))
  .find((path) => existsSync(path));
/** Instants in UTC. Clocks go back on 25 October 2026 and on on 28 March 2027, at 1:00 UTC. */
const STOPS = [
  '2026-10-24 20:00:00',
  // One hour before the change, then twice the hour from 2 to 3 in Paris.
  '2026-10-25 00:30:00',
  '2026-10-25 01:30:00',
  // Somebody sets the clock back by a day, and on again.
  '2026-10-24 03:00:00',
  '2026-10-26 06:00:00',
  '2027-03-27 20:00:00',
  // The hour from 2 to 3 does not exist that night in Paris.
  '2027-03-28 00:59:00',
  '2027-03-28 01:01:00',
  '2027-03-28 06:00:00',
  // Back by five hours, as a battery that fails does, and on by ten days.
  '2027-03-28 01:00:00',
  '2027-04-07 06:00:00',
];
/** Nights that the stops reach: of 24 and 25 October, the winter at once, of 27 March, the days of April at once. */
const NIGHTS = 5;
const CLIENTS = 4;
/** Seconds at each stop: the queue looks for what is due within two. */
const DAY = 24 * 3_600_000;
const STAY = 4;

if (!LIBRARY) {
  console.log('NOT MEASURED a clock that jumps: libfaketime is not here');
  process.exit(0);
}
const folder = mkdtempSync(join(tmpdir(), 'marelle-clock-'));
try {
  process.exitCode = (await jump()) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function jump() {
  const time = join(folder, 'time');
  // In one step: the library reads the file at each question.
  const setClock = (instant) => {
    writeFileSync(`${time}.next`, `@${instant}\n`);
    renameSync(`${time}.next`, time);
  };
  setClock(STOPS[0]);
  const env = {
    ...productionEnv({ port: await freePort(), sqlite: join(folder, 'marelle.sqlite') }),
    LD_PRELOAD: LIBRARY,
    FAKETIME_TIMESTAMP_FILE: time,
    FAKETIME_NO_CACHE: '1',
    // Time-outs go on as they would.
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    TZ: 'UTC',
  };
  openDesk(env);
  const depositor = new Depositor(env, operate(env, 'token', 'a clock that jumps'), 'clock-jumps');
  const server = await startServer(env);
  const stops = [];
  for (const stop of STOPS) {
    setClock(stop);
    const before = depositor.acknowledged.size;
    let on = true;
    const clients = Array.from({ length: CLIENTS }, () => depositor.depositWhile(() => on));
    await sleep(STAY * 1000);
    on = false;
    await Promise.all(clients);
    const page = await fetch(`${env.BASE_URL}/`).catch(() => null);
    stops.push({ stop, deposits: depositor.acknowledged.size - before, page: page?.status ?? null });
  }
  // A portal that missed the last answer sends the same again.
  const known = depositor.acknowledged.size;
  const again = await depositor.deposit(depositor.takeFamily() - 1);
  server.child.kill('SIGTERM');
  await server.exited;

  const left = new Database(env.SQLITE_FILE);
  const rows = (sql, ...given) => left.prepare(sql).all(...given);
  const kept = new Set(rows('SELECT id FROM portal_deposit').map(({ id }) => id));
  const twice = rows('SELECT phone FROM adult GROUP BY phone HAVING COUNT(*) > 1').length;
  const failed = rows("SELECT type FROM job WHERE state = 'failed'").length;
  // The key of a night's work is its type: one run waits at a time. An anchor follows each seal and plans nothing.
  const nightly = rows(
    `SELECT type, SUM(state = 'done') AS runs, SUM(state = 'waiting') AS waiting,
       MAX(CASE state WHEN 'waiting' THEN run_at END) AS next
     FROM job WHERE key = type AND type <> 'audit.anchor' GROUP BY type`,
  );
  left.close();
  const last = Date.parse(`${STOPS.at(-1).replace(' ', 'T')}Z`);
  const wrong = nightly.filter(
    ({ runs, waiting, next }) => waiting !== 1 || Date.parse(next) > last + 8 * DAY || runs < 1 || runs > NIGHTS,
  );
  const lost = [...depositor.acknowledged].filter((id) => !kept.has(id)).length;
  const isTwice = twice > 0 || (again === 201 && depositor.acknowledged.size > known);
  const { size: acknowledged } = depositor.acknowledged;
  console.log(
    JSON.stringify({ name: 'clock', acknowledged, lost, isTwice, failed, nightly: nightly.length, wrong, stops }),
  );
  const isOpen = stops.every(({ deposits, page }) => deposits > 0 && page === 200);
  return isOpen && lost === 0 && !isTwice && failed === 0 && nightly.length > 10 && wrong.length === 0;
}
