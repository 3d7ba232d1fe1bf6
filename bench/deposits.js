/**
 * Durable deposits a second through the API at 64 connections, every guard on, against the floor doing the same rows.
 */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { execFileSync, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { depositBody, freePort, openDesk, operate, productionEnv, startServer } from '../test/chaos/server.js';

const CONNECTIONS = 64;

/** On a machine that does much else, two seconds may pass without a whole answer: so many times as long may not. */
const PATIENCE = 10;

/** @returns {Promise<{perSecond: number, p50: number, p99: number, failed: number}>} */
async function load(url, token, seconds, offset) {
  let seed = offset;
  const deposit = (duration) =>
    autocannon({
      url: `${url}/api/v1/dossiers`,
      connections: CONNECTIONS,
      duration,
      requests: [
        {
          method: 'POST',
          setupRequest: (request) => {
            seed += 1;
            return {
              ...request,
              body: JSON.stringify(depositBody(seed)),
              headers: {
                authorization: `Bearer ${token}`,
                'content-type': 'application/json',
                'idempotency-key': `bench-deposit-${seed}`,
              },
            };
          },
        },
      ],
    });
  let result = await deposit(seconds);
  if (result['2xx'] + result.non2xx + result.errors === 0) result = await deposit(seconds * PATIENCE);
  return {
    perSecond: result['2xx'] / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    // A server that answered nothing has failed, whatever it did not say.
    failed: result.non2xx + result.errors + (result['2xx'] === 0 ? 1 : 0),
  };
}

/** @param {Record<string, string>} more environment of both servers */
async function compare({ seconds, warmSeconds, rounds, more = {} }) {
  const folder = mkdtempSync(join(tmpdir(), 'marelle-bench-'));
  const template = join(folder, 'template.sqlite');
  const env = productionEnv({ port: await freePort(), sqlite: template });
  openDesk(env);
  const token = operate(env, 'token', 'bench');
  const app = [];
  const floor = [];
  // Turn about, each on a fresh copy: what the disk does to one it does to the other.
  for (let round = 0; round < rounds; round += 1) {
    const file = join(folder, `app-${round}.sqlite`);
    copyFileSync(template, file);
    const appEnv = { ...env, ...more, SQLITE_FILE: file, PORT: String(await freePort()) };
    appEnv.BASE_URL = `http://127.0.0.1:${appEnv.PORT}`;
    const server = await startServer(appEnv);
    await load(appEnv.BASE_URL, token, warmSeconds, 0);
    app.push(await load(appEnv.BASE_URL, token, seconds, 1_000_000));
    server.child.kill('SIGKILL');
    await server.exited;

    const floorFile = join(folder, `floor-${round}.sqlite`);
    copyFileSync(template, floorFile);
    const port = await freePort();
    const child = spawn(process.execPath, ['bench/floor-server.js', floorFile, String(port)], {
      stdio: 'inherit',
      env: { ...process.env, ...more },
    });
    for (;;) {
      if (
        await fetch(`http://127.0.0.1:${port}/`).then(
          () => true,
          () => false,
        )
      )
        break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await load(`http://127.0.0.1:${port}`, token, warmSeconds, 0);
    floor.push(await load(`http://127.0.0.1:${port}`, token, seconds, 1_000_000));
    child.kill('SIGKILL');
  }
  rmSync(folder, { recursive: true, force: true });
  const median = (list) => list.map((one) => one.perSecond).sort((a, b) => a - b)[Math.floor(list.length / 2)];
  return {
    connections: CONNECTIONS,
    seconds,
    rounds,
    appPerSecond: Math.round(median(app)),
    floorPerSecond: Math.round(median(floor)),
    ratio: Number((median(app) / median(floor)).toFixed(3)),
    p99Millis: app[0].p99,
    failed: [...app, ...floor].reduce((sum, one) => sum + one.failed, 0),
  };
}

export const benchDeposits = async ({ seconds = 10, warmSeconds = 2, rounds = 3 } = {}) => ({
  name: 'deposits',
  wanted: 0.5,
  stretch: 0.7,
  ...(await compare({ seconds, warmSeconds, rounds })),
});

/** The same on a disk whose every sync takes 3 ms longer: what sharing commits is for. */
export async function benchSlowDisk({ seconds = 10, warmSeconds = 2, rounds = 3 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'marelle-slow-sync-'));
  const library = join(folder, 'slow-sync.so');
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-O2', '-o', library, 'bench/slow-sync.c', '-ldl'], { stdio: 'pipe' });
  } catch {
    return { name: 'slow-disk', ratio: 'NOT MEASURED: no C compiler (cc)', failed: 0 };
  }
  const result = {
    name: 'slow-disk',
    syncMillisMore: 3,
    wanted: 3,
    ...(await compare({ seconds, warmSeconds, rounds, more: { LD_PRELOAD: library, SLOW_SYNC_MICROS: '3000' } })),
  };
  rmSync(folder, { recursive: true, force: true });
  return result;
}
