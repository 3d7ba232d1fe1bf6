/**
 * A disk that is full under the database: a deposit is refused with a problem document and pages are still read; once
 * there is room again, deposits are taken without a restart, and every acknowledged one is there. Usage: npm run
 * drill:full-disk, as somebody who may mount a file system of a few megabytes.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Depositor } from './depositor.js';
import { freePort, openDesk, operate, productionEnv, startServer } from './server.js';

const MOST_DEPOSITS = 3000;
const REFUSALS = 10;
const folder = mkdtempSync(join(tmpdir(), 'marelle-full-disk-'));
const mounted = (options) => spawnSync('mount', ['-o', options, '-t', 'tmpfs', 'tmpfs', folder]).status === 0;

if (!mounted('size=9m')) {
  console.log('NOT MEASURED a full disk: no file system may be mounted here');
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
}
try {
  process.exitCode = (await fill()) ? 0 : 1;
} finally {
  spawnSync('umount', ['-l', folder]);
  rmSync(folder, { recursive: true, force: true });
}

async function fill() {
  const env = productionEnv({ port: await freePort(), sqlite: join(folder, 'marelle.sqlite') });
  openDesk(env);
  const depositor = new Depositor(env, operate(env, 'token', 'a full disk'), 'full-disk');
  const { acknowledged, refused } = depositor;
  const server = await startServer(env);
  let family = depositor.takeFamily();
  while (family < MOST_DEPOSITS && refused.length < REFUSALS) {
    await depositor.deposit(family);
    family = depositor.takeFamily();
  }
  const beforeRoom = acknowledged.size;
  const page = (await fetch(`${env.BASE_URL}/`)).status;
  const room = spawnSync('mount', ['-o', 'remount,size=60m', folder]).status === 0;
  // What was refused is sent again with its key.
  const again = await depositor.deposit(beforeRoom + 1);
  server.child.kill('SIGTERM');
  await server.exited;
  const left = new Database(env.SQLITE_FILE);
  const kept = left
    .prepare('SELECT id FROM portal_deposit')
    .all()
    .map(({ id }) => id);
  const [{ integrity_check: integrity }] = left.prepare('PRAGMA integrity_check').all();
  left.close();
  const lost = [...acknowledged].filter((id) => !kept.includes(id)).length;
  const clear = refused.every(({ status, detail, reference }) => status === 503 && detail && reference);
  const result = { name: 'full-disk', beforeRoom, refused: refused.length, clear, page, again, lost, integrity };
  console.log(JSON.stringify({ ...result, neverAcknowledged: kept.length - acknowledged.size }));
  return (
    room &&
    refused.length === REFUSALS &&
    clear &&
    page === 200 &&
    again === 201 &&
    lost === 0 &&
    kept.length === acknowledged.size &&
    integrity === 'ok'
  );
}
