/**
 * The pages that anybody may read, as a browser asks for them: answers a second, next to Fastify alone giving the same
 * bytes in the same run.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { get, waitFor } from './http-client.js';
import { freePort, openDesk, productionEnv, startServer } from '../test/chaos/server.js';

const WANTED_RATIO = 0.3;
const PAGES = ['/', '/modes-d-accueil', '/comment-ca-marche', '/points-obtenus', '/accessibilite', '/mentions-legales'];
const BROWSER = { 'accept-encoding': 'gzip, deflate, br', 'accept-language': 'fr' };
const KEPT = ['content-type', 'content-encoding', 'etag', 'vary', 'cache-control'];

async function startFloor(pages) {
  const port = await freePort();
  const child = spawn(process.execPath, ['bench/public-floor.js', String(port)], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  child.stdin.end(JSON.stringify(pages));
  const base = `http://127.0.0.1:${port}`;
  await waitFor(`${base}/`);
  return { base, stop: () => child.kill('SIGKILL') };
}

async function answersPerSecond(url, seconds) {
  const { requests, non2xx, errors } = await autocannon({ url, connections: 20, duration: seconds, headers: BROWSER });
  return { perSecond: requests.average, failed: non2xx + errors };
}

export async function benchPublic({ seconds = 5, rounds = 3, pages = PAGES } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'marelle-public-'));
  const env = productionEnv({ port: await freePort(), sqlite: join(folder, 'marelle.sqlite') });
  openDesk(env);
  const server = await startServer(env);
  const held = {};
  for (const path of pages) {
    const { headers, bytes } = await get(`${env.BASE_URL}${path}`, BROWSER);
    held[path] = {
      headers: Object.fromEntries(KEPT.flatMap((name) => (headers[name] ? [[name, headers[name]]] : []))),
      body: bytes.toString('base64'),
    };
  }
  const floor = await startFloor(held);
  let failed = 0;
  const ratios = {};
  const perSecond = {};
  for (const path of pages) {
    const found = [];
    for (let round = 0; round < rounds; round += 1) {
      const alone = await answersPerSecond(`${floor.base}${path}`, seconds);
      const ours = await answersPerSecond(`${env.BASE_URL}${path}`, seconds);
      failed += alone.failed + ours.failed;
      found.push({ ratio: ours.perSecond / alone.perSecond, ours: ours.perSecond, floor: alone.perSecond });
    }
    const middle = found.sort((one, other) => one.ratio - other.ratio)[Math.floor(rounds / 2)];
    ratios[path] = Number(middle.ratio.toFixed(2));
    perSecond[path] = [Math.round(middle.ours), Math.round(middle.floor)];
  }
  floor.stop();
  server.child.kill('SIGTERM');
  await server.exited;
  rmSync(folder, { recursive: true, force: true });
  return { name: 'public', ratios, wantedRatio: WANTED_RATIO, perSecondAndFloor: perSecond, failed };
}
