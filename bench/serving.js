/**
 * Start to first page beside those of a bare Nest and of an empty one as wide as ours, weight of the first page on the
 * wire, memory after ten thousand page views.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { get } from './http-client.js';
import { residentMegabytes } from './resident.js';
import { freePort, openDesk, productionEnv, startServer } from '../test/chaos/server.js';

const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];

export async function benchServing({ views = 10_000, starts: times = 3 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'marelle-serving-'));
  const env = productionEnv({ port: await freePort(), sqlite: join(folder, 'marelle.sqlite') });
  openDesk(env);
  const starts = { ours: [], bare: [], wide: [] };
  const wideEnv = { ...env, WIDE_FILE: join(folder, 'wide.sqlite') };
  let server;
  const start = async (what, ...given) => {
    const began = performance.now();
    server = await startServer(what === 'wide' ? wideEnv : env, ...given);
    await get(`${env.BASE_URL}/`);
    starts[what].push(performance.now() - began);
  };
  // The server that is started last is the one that is looked at.
  for (let round = 0; round < times; round += 1)
    for (const [what, ...given] of [['bare', ['bench/bare-nest.js']], ['wide', ['bench/wide-nest.js']], ['ours']]) {
      if (server) {
        server.child.kill('SIGKILL');
        await server.exited;
      }
      await start(what, ...given);
    }
  const compressed = { 'accept-encoding': 'br, gzip' };
  const home = await get(`${env.BASE_URL}/`, compressed);
  const html = (await get(`${env.BASE_URL}/`)).bytes.toString();
  const parts = [...new Set([...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1]))];
  const css = await get(`${env.BASE_URL}${parts.find((part) => part.includes('.css'))}`);
  const fonts = [
    ...new Set(
      [...css.bytes.toString().matchAll(/url\(["']?(\/assets\/fonts\/[^"')]+latin-\d+[^"')]+)/g)].map(
        (match) => match[1],
      ),
    ),
  ];
  let weight = home.bytes.length + home.head;
  for (const part of new Set([...parts, ...fonts])) {
    const asset = await get(`${env.BASE_URL}${part}`, compressed);
    weight += asset.bytes.length + asset.head;
  }
  const pages = ['/', '/modes-d-accueil', '/comment-ca-marche', '/suivre', '/personnel/connexion'];
  let failed = 0;
  const memory = [];
  for (let view = 0; view < views; view += 20) {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => get(`${env.BASE_URL}${pages[(view + index) % pages.length]}`)),
    );
    failed += answers.filter((answer) => answer.status !== 200).length;
    if (view % (views / 10) < 20) memory.push(Math.round(residentMegabytes(server.child.pid)));
  }
  memory.push(Math.round(residentMegabytes(server.child.pid)));
  server.child.kill('SIGTERM');
  await server.exited;
  rmSync(folder, { recursive: true, force: true });
  return {
    name: 'serving',
    startMillis: Math.round(median(starts.ours)),
    bareNestMillis: Math.round(median(starts.bare)),
    timesABareNest: Number((median(starts.ours) / median(starts.bare)).toFixed(2)),
    wideNestMillis: Math.round(median(starts.wide)),
    timesAWideNest: Number((median(starts.ours) / median(starts.wide)).toFixed(2)),
    firstPageKilobytes: Math.round(weight / 1024),
    wantedKilobytes: 150,
    views,
    residentMegabytes: memory,
    wantedMegabytes: 200,
    failed,
  };
}
