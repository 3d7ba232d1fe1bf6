/**
 * Power cuts on SQLite: the server is killed in the middle of deposits, and of its files only what was synced is left.
 * Every acknowledged deposit has to be there, once, in a sound file. The control forgets the syncs of the write-ahead
 * log, as `synchronous = NORMAL` does, and has to lose some. Usage: npm run drill:power-cut -- [--cuts 20]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { depositBody, freePort, openDesk, operate, productionEnv, startServer } from './server.js';

const CLIENTS = 8;
const { values } = parseArgs({ options: { cuts: { type: 'string', default: '20' } } });
if (spawnSync('gcc', ['--version']).status !== 0) {
  console.log('NOT MEASURED power cuts: gcc is not here');
  process.exit(0);
}
const folder = mkdtempSync(join(tmpdir(), 'marelle-power-cut-'));
const library = join(folder, 'power-cut.so');
execFileSync('gcc', ['-O2', '-shared', '-fPIC', '-o', library, 'test/chaos/power-cut.c', '-ldl']);
let next = 1;

/** What is left on a disk: the kept copies take the place of the files, and nothing else is there. */
function comeBack(file, durable) {
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
  for (const end of ['', '-wal'])
    if (existsSync(join(durable, `marelle.sqlite${end}`)))
      copyFileSync(join(durable, `marelle.sqlite${end}`), file + end);
}

async function cutPower(name, cuts, forgets) {
  const home = join(folder, name);
  const durable = join(home, 'durable');
  mkdirSync(durable, { recursive: true });
  const file = join(home, 'marelle.sqlite');
  const env = productionEnv({ port: await freePort(), sqlite: file });
  openDesk(env);
  const token = operate(env, 'token', name);
  const acknowledged = new Set();
  for (let cut = 0; cut < cuts; cut += 1) {
    // What is there at the start has been on the disk for long.
    const database = new Database(file);
    database.pragma('wal_checkpoint(TRUNCATE)');
    database.close();
    for (const end of ['', '-wal']) rmSync(join(durable, `marelle.sqlite${end}`), { force: true });
    copyFileSync(file, join(durable, 'marelle.sqlite'));
    const shim = { LD_PRELOAD: library, POWER_CUT_DURABLE: durable };
    const server = await startServer({ ...env, ...shim, ...(forgets ? { POWER_CUT_FORGETS: forgets } : {}) });
    let on = true;
    const clients = Array.from({ length: CLIENTS }, async () => {
      while (on) {
        const seed = next++;
        const answer = await fetch(`${env.BASE_URL}/api/v1/dossiers`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/json',
            'idempotency-key': `power-cut-${seed}`,
          },
          body: JSON.stringify(depositBody(seed)),
        }).catch(() => null);
        const body = answer?.status === 201 ? await answer.json().catch(() => null) : null;
        if (body) acknowledged.add(body.id);
      }
    });
    await new Promise((resolve) => setTimeout(resolve, 300 + Math.random() * 700));
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
  return {
    acknowledged: acknowledged.size,
    lost: [...acknowledged].filter((id) => !kept.has(id)).length,
    twice,
    integrity,
  };
}

try {
  const synced = await cutPower('synced', Number(values.cuts));
  const control = await cutPower('control', 1, '-wal');
  console.log(JSON.stringify({ name: 'power-cut', cuts: Number(values.cuts), ...synced, lostByControl: control.lost }));
  const holds = synced.acknowledged > 0 && synced.lost === 0 && synced.twice === 0 && synced.integrity === 'ok';
  process.exitCode = holds && control.lost > 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
