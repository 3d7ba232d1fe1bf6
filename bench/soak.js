/**
 * `npm run bench -- soak`: an hour of what a busy day asks for, nine pages to one deposit, at half of what the machine
 * can do, measured just before. Memory is read every few seconds: the median of the last tenth against that of the
 * second tenth (the first one warms up).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { depositBody, freePort, openDesk, operate, productionEnv, startServer } from '../test/chaos/server.js';
import { residentMegabytes } from './resident.js';

const CONNECTIONS = 32;
const PAGES = [
  '/',
  '/modes-d-accueil',
  '/comment-ca-marche',
  '/suivre',
  '/mentions-legales',
  '/accessibilite',
  '/modes-d-accueil?mode=childminder',
  '/api/openapi.json',
  '/personnel/connexion',
];
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

function load(url, token, seconds, seeds, overallRate) {
  return autocannon({
    url,
    connections: CONNECTIONS,
    duration: seconds,
    timeout: 30,
    ...(overallRate ? { overallRate } : {}),
    requests: [
      ...PAGES.map((path) => ({ method: 'GET', path })),
      {
        method: 'POST',
        path: '/api/v1/dossiers',
        setupRequest: (request) => {
          seeds.next += 1;
          return {
            ...request,
            body: JSON.stringify(depositBody(seeds.next)),
            headers: {
              authorization: `Bearer ${token}`,
              'content-type': 'application/json',
              'idempotency-key': `soak-deposit-${seeds.next}`,
            },
          };
        },
      },
    ],
  });
}

export async function benchSoak({ seconds = 3600, warmSeconds = 3, capacitySeconds = 20 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'marelle-soak-'));
  const env = productionEnv({ port: await freePort(), sqlite: join(folder, 'marelle.sqlite') });
  openDesk(env);
  const token = operate(env, 'token', 'soak');
  const server = await startServer(env);
  const seeds = { next: 0 };
  await load(env.BASE_URL, token, warmSeconds, seeds);
  const capacity = (await load(env.BASE_URL, token, capacitySeconds, seeds)).requests.average;
  const memory = [];
  const watch = setInterval(
    () => memory.push(residentMegabytes(server.child.pid)),
    Math.max(250, (seconds * 1000) / 400),
  );
  const result = await load(env.BASE_URL, token, seconds, seeds, Math.floor(capacity / 2));
  clearInterval(watch);
  const tenth = Math.max(1, Math.floor(memory.length / 10));
  const [early, late] = [median(memory.slice(tenth, 2 * tenth)), median(memory.slice(-tenth))];
  server.child.kill('SIGTERM');
  await server.exited;
  rmSync(folder, { recursive: true, force: true });
  const failed = result.non2xx + result.errors + result.timeouts;
  return {
    name: 'soak',
    seconds,
    capacityPerSecond: Math.round(capacity),
    askedPerSecond: Math.floor(capacity / 2),
    answeredPerSecond: Math.round(result.requests.average),
    requests: result.requests.total,
    deposits: seeds.next,
    p99Millis: result.latency.p99,
    earlyMegabytes: Math.round(early),
    lateMegabytes: Math.round(late),
    driftPercent: Number((((late - early) / early) * 100).toFixed(1)),
    wantedDriftPercent: 5,
    failed,
  };
}
