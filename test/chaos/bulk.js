/**
 * An agent takes up 500 requests at once, while the process that does so is killed with SIGKILL again and again, and
 * goes on each time with the page's own button: once with the server's own jobs on SQLite, once with two workers on
 * Redis and PostgreSQL. At the end each request was taken up once. Usage: npm run chaos:bulk -- [--requests 500]
 * [--kills 12]; PostgreSQL and Redis when redis-server is there and TEST_DATABASE_URL names a server.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { StaffClient } from '../../bench/staff-client.js';
import { hasRedis } from '../support/services.js';
import { Depositor } from './depositor.js';
import { operate } from './server.js';
import { redisWorld, sqliteWorld } from './worlds.js';

const { values } = parseArgs({
  options: { requests: { type: 'string', default: '500' }, kills: { type: 'string', default: '12' } },
});
const [requests, kills] = [Number(values.requests), Number(values.kills)];
const LONGEST_MINUTES = 10;
const DEPOSITS_AT_ONCE = 8;

async function deposited(env, token) {
  const depositor = new Depositor(env, token, 'chaos-bulk');
  while (depositor.acknowledged.size < requests)
    await Promise.all(
      Array.from({ length: Math.min(DEPOSITS_AT_ONCE, requests - depositor.acknowledged.size) }, () =>
        depositor.deposit(depositor.takeFamily()),
      ),
    );
}

async function takenUp(world) {
  const { env, server, takers } = world;
  const password = operate(env, 'account', 'agent@marelle.example', 'Agent', 'rpe_agent=rpe').split(' ').at(-1);
  const token = operate(env, 'token', 'acts on many');
  const processes = new Set([server, ...takers]);
  for (const one of processes) await one.start();
  try {
    await deposited(env, token);
    const agent = new StaffClient(env.BASE_URL);
    await agent.signIn('agent@marelle.example', password);
    const began = performance.now();
    const preview = await agent.sent('/rpe/en-nombre', { act: 'takeUp', all: 'yes' });
    const previewMillis = Math.round(performance.now() - began);
    const [page] = /\/rpe\/en-nombre\/[0-9a-f-]{36}/.exec(preview);
    await agent.sent(page, { shown: /name="shown" value="([^"]*)"/.exec(preview)[1] });
    const started = performance.now();
    const left = async () =>
      Number((await world.rows("SELECT COUNT(*) AS n FROM bulk_act_row WHERE state = 'waiting'"))[0].n);
    let died = 0;
    const between = [];
    for (let waiting = requests; waiting > 0; waiting = await left()) {
      if (performance.now() - started > LONGEST_MINUTES * 60_000) throw new Error(`${waiting} rows are left`);
      await wait(30 + Math.random() * 120);
      if (died === kills) continue;
      const one = takers[died % takers.length];
      await one.die();
      died += 1;
      between.push(await left());
      await one.start();
      await agent.sent(`${page}/reprendre`, {});
    }
    const times = await world.rows(
      "SELECT COUNT(*) AS n FROM request_history WHERE action = 'takeUp' GROUP BY request_id ORDER BY 1",
    );
    const states = await world.rows('SELECT state, COUNT(*) AS n FROM bulk_act_row GROUP BY state');
    return {
      previewMillis,
      seconds: Math.round((performance.now() - started) / 100) / 10,
      kills: died,
      killedInTheMiddle: between.filter((n) => n > 0 && n < requests).length,
      leftAtEachKill: between,
      states: Object.fromEntries(states.map(({ state, n }) => [state, Number(n)])),
      takenUp: times.length,
      takenUpMoreThanOnce: times.filter(({ n }) => Number(n) !== 1).length,
    };
  } finally {
    for (const one of processes) await one.die('SIGTERM');
    await world.remove();
  }
}

const runs = { sqlite: await takenUp(await sqliteWorld()) };
if (hasRedis() && process.env.TEST_DATABASE_URL) runs.redis = await takenUp(await redisWorld('marelle_chaos_bulk'));

let good = true;
for (const [queue, run] of Object.entries(runs)) {
  console.log(JSON.stringify({ queue, requests, ...run }));
  good &&=
    run.states.done === requests &&
    run.takenUp === requests &&
    run.takenUpMoreThanOnce === 0 &&
    run.killedInTheMiddle > 0;
}
process.exit(good ? 0 : 1);
