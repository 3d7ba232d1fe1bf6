/**
 * Power cuts on SQLite: the server is killed in the middle of deposits, and of its files only what was synced is left.
 * Every acknowledged deposit has to be there, once, in a sound file. The control forgets the syncs of the write-ahead
 * log, as `synchronous = NORMAL` does, and has to lose some. Then a disk that is broken for a moment before each cut: its
 * syncs fail, no deposit is acknowledged meanwhile, and they go on afterwards without a restart.
 * Usage: npm run drill:power-cut -- [--cuts 20]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { Depositor } from './depositor.js';
import { freePort, openDesk, operate, productionEnv, startServer } from './server.js';

const CLIENTS = 8;
/** Milliseconds in which deposits begin, and go on once syncs work again. */
const PATIENCE = 15_000;
const { values } = parseArgs({ options: { cuts: { type: 'string', default: '20' } } });
if (spawnSync('gcc', ['--version']).status !== 0) {
  console.log('NOT MEASURED power cuts: gcc is not here');
  process.exit(0);
}
const folder = mkdtempSync(join(tmpdir(), 'marelle-power-cut-'));
const library = join(folder, 'power-cut.so');
execFileSync('gcc', ['-O2', '-shared', '-fPIC', '-o', library, 'test/chaos/power-cut.c', '-ldl']);

/** What is left on a disk: the kept copies take the place of the files, and nothing else is there. */
function comeBack(file, durable) {
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
  for (const end of ['', '-wal'])
    if (existsSync(join(durable, `marelle.sqlite${end}`)))
      copyFileSync(join(durable, `marelle.sqlite${end}`), file + end);
}

/** How many deposits are asked and acknowledged while syncs fail, and whether some are once they work again. */
async function breakDisk(fails, { times }) {
  writeFileSync(fails, '');
  const broken = performance.now();
  await sleep(400);
  const mended = performance.now();
  rmSync(fails);
  const meanwhile = times.filter(({ asked, answered }) => asked > broken && answered < mended).length;
  const goesOn = () => times.some(({ asked }) => asked > mended);
  for (let waited = 0; waited < PATIENCE && !goesOn(); waited += 50) await sleep(50);
  return { meanwhile, goesOn: goesOn() };
}

/** @param options `forgets`: files whose syncs keep nothing; `isBroken`: the disk fails for a moment before each cut */
async function cutPower(name, cuts, { forgets, isBroken = false } = {}) {
  const home = join(folder, name);
  const durable = join(home, 'durable');
  const fails = join(home, 'fails');
  mkdirSync(durable, { recursive: true });
  const file = join(home, 'marelle.sqlite');
  const env = productionEnv({ port: await freePort(), sqlite: file });
  openDesk(env);
  const depositor = new Depositor(env, operate(env, 'token', name), name);
  const broken = [];
  for (let cut = 0; cut < cuts; cut += 1) {
    // What is there at the start has been on the disk for long.
    const database = new Database(file);
    database.pragma('wal_checkpoint(TRUNCATE)');
    database.close();
    for (const end of ['', '-wal']) rmSync(join(durable, `marelle.sqlite${end}`), { force: true });
    copyFileSync(file, join(durable, 'marelle.sqlite'));
    const shim = { LD_PRELOAD: library, POWER_CUT_DURABLE: durable, POWER_CUT_FAILS: fails };
    const server = await startServer({ ...env, ...shim, ...(forgets ? { POWER_CUT_FORGETS: forgets } : {}) });
    let on = true;
    const clients = Array.from({ length: CLIENTS }, () => depositor.depositWhile(() => on));
    await sleep(300 + Math.random() * 700);
    // A cut before the first answer would show nothing.
    const before = depositor.acknowledged.size;
    for (let waited = 0; waited < PATIENCE && depositor.acknowledged.size === before; waited += 50) await sleep(50);
    if (isBroken) broken.push(await breakDisk(fails, depositor));
    server.child.kill('SIGKILL');
    on = false;
    await server.exited;
    await Promise.all(clients);
    comeBack(file, durable);
  }
  const left = new Database(file);
  const kept = new Set(
    left
      .prepare('SELECT id FROM portal_deposit')
      .all()
      .map(({ id }) => id),
  );
  const [{ integrity_check: integrity }] = left.prepare('PRAGMA integrity_check').all();
  const twice = left.prepare('SELECT phone FROM adult GROUP BY phone HAVING COUNT(*) > 1').all().length;
  left.close();
  const { acknowledged, refused } = depositor;
  const lost = [...acknowledged].filter((id) => !kept.has(id)).length;
  return {
    acknowledged: acknowledged.size,
    lost,
    twice,
    integrity,
    refused: refused.filter(({ status, reference }) => status === 503 && reference).length,
    acknowledgedWhileBroken: broken.reduce((sum, { meanwhile }) => sum + meanwhile, 0),
    wentOn: broken.filter(({ goesOn }) => goesOn).length,
    isSafe: acknowledged.size > 0 && lost === 0 && twice === 0 && integrity === 'ok',
  };
}

try {
  const cuts = Number(values.cuts);
  const synced = await cutPower('synced', cuts);
  // A checkpoint just before a cut keeps what was acknowledged: one of three cuts at least has none.
  const control = await cutPower('control', 3, { forgets: '-wal' });
  const broken = await cutPower('broken', cuts, { isBroken: true });
  console.log(JSON.stringify({ name: 'power-cut', cuts, synced, broken, lostByControl: control.lost }));
  const isRefused = broken.refused > 0 && broken.acknowledgedWhileBroken === 0;
  process.exitCode = synced.isSafe && broken.isSafe && isRefused && broken.wentOn === cuts && control.lost > 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
