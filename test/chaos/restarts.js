/**
 * PostgreSQL stopped and started again under load, every other time as a crash. Two servers stay up: each deposit that
 * they acknowledged is there, once; who asks meanwhile is answered with a page that says so; deposits go on by themselves
 * once the database is back. Usage: npm run drill:restarts -- [--times 50]
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { Depositor } from './depositor.js';
import { startPostgres } from './own-postgres.js';
import { freePort, openDesk, operate, productionEnv, startServer } from './server.js';

const CLIENTS = 8;
/** Seconds in which deposits have to go on once the database is back. */
const PATIENCE = 20;
const { values } = parseArgs({ options: { times: { type: 'string', default: '50' } } });
const times = Number(values.times);

const postgres = await startPostgres();
if (!postgres) {
  console.log('NOT MEASURED PostgreSQL restarted under load: its programs are not here');
  process.exit(0);
}
try {
  process.exitCode = (await restart()) ? 0 : 1;
} finally {
  postgres.remove();
}

async function restart() {
  const envs = [];
  for (let index = 0; index < 2; index += 1)
    envs.push(productionEnv({ port: await freePort(), databaseUrl: postgres.url }));
  openDesk(envs[0]);
  const token = operate(envs[0], 'token', 'restarts');
  const servers = [];
  for (const env of envs) servers.push(await startServer(env));
  const depositors = envs.map((env, index) => new Depositor(env, token, 'restarts', 1 + index * 100_000));
  let on = true;
  const clients = depositors.flatMap((depositor) =>
    Array.from({ length: CLIENTS / 2 }, () => depositor.depositWhile(() => on, { waitMillis: 50 })),
  );
  const told = new Map();
  let stuck = 0;
  for (let round = 0; round < times; round += 1) {
    await sleep(200 + Math.random() * 400);
    postgres.stop(round % 2 === 0 ? 'fast' : 'immediate');
    const page = await fetch(`${envs[0].BASE_URL}/mon-dossier`, {
      headers: { accept: 'text/html', cookie: 'marelle_family=x' },
    });
    const said = await page.text();
    const what = `${page.status}${said.includes('govuk-') ? '' : ' without a page'}`;
    told.set(what, (told.get(what) ?? 0) + 1);
    postgres.start();
    for (const depositor of depositors) if (!(await goesOn(depositor))) stuck += 1;
  }
  on = false;
  await Promise.all(clients);
  for (const { child, exited } of servers) {
    child.kill('SIGTERM');
    await exited;
  }
  const client = new pg.Client(postgres.url);
  await client.connect();
  const kept = new Set((await client.query('SELECT id FROM portal_deposit')).rows.map(({ id }) => id));
  const twice = (await client.query('SELECT phone FROM adult GROUP BY phone HAVING COUNT(*) > 1')).rows.length;
  await client.end();
  const acknowledged = depositors.flatMap((depositor) => [...depositor.acknowledged]);
  const refused = depositors.flatMap((depositor) => depositor.refused);
  const answers = Object.fromEntries(
    [...new Set(refused.map(({ status }) => status))].map((status) => [
      status,
      refused.filter((one) => one.status === status).length,
    ]),
  );
  const lost = acknowledged.filter((id) => !kept.has(id)).length;
  const unsaid = refused.filter(({ status, detail }) => status !== null && !detail).length;
  const result = { name: 'restarts', restarts: times, acknowledged: acknowledged.length, lost, twice, stuck, unsaid };
  console.log(JSON.stringify({ ...result, answers, pages: Object.fromEntries(told) }));
  const isSaid = refused.every(({ status }) => status === null || status === 503 || status === 409);
  return isSaid && acknowledged.length > 0 && lost === 0 && twice === 0 && stuck === 0 && unsaid === 0;
}

/** Whether another deposit is acknowledged in time. */
async function goesOn(depositor) {
  const before = depositor.acknowledged.size;
  for (let waited = 0; waited < PATIENCE * 20; waited += 1) {
    if (depositor.acknowledged.size > before) return true;
    await sleep(50);
  }
  return false;
}
