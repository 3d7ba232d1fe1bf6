/**
 * An agent takes up 500 requests at once, follows them all, notes a reminder for each and writes to each family, while the
 * process that does so is killed with SIGKILL again and again, and goes on each time with the page's own button: once with
 * the server's own jobs on SQLite, once with two workers on Redis and PostgreSQL. At the end each act was done once to each
 * request. Usage: npm run chaos:bulk -- [--requests 500] [--kills 12], the kills of one act; PostgreSQL and Redis when
 * redis-server is there and TEST_DATABASE_URL names a server.
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

const AGENT = 'agent@marelle.example';
const LATER = new Date(Date.now() + 30 * 86_400_000);
const DAY = {
  backDay: String(LATER.getUTCDate()),
  backMonth: String(LATER.getUTCMonth() + 1),
  backYear: String(LATER.getUTCFullYear()),
};

/** What is done to all, what is chosen for it, and how often each request or family had it done, by the rows it left. */
const actsOn = (agentId) => [
  {
    act: 'takeUp',
    done: "SELECT request_id AS whom, COUNT(*) AS n FROM request_history WHERE action = 'takeUp' GROUP BY 1",
  },
  {
    act: 'give',
    choices: { agentId },
    // Taking up a request that nobody followed has given it already, to the same agent.
    done: "SELECT subject_id AS whom, COUNT(*) - 1 AS n FROM audit_event WHERE action = 'request.give' GROUP BY 1",
  },
  {
    act: 'remind',
    choices: { text: 'Rappeler la famille', ...DAY },
    done: 'SELECT request_id AS whom, COUNT(*) AS n FROM reminder GROUP BY 1',
  },
  {
    act: 'write',
    choices: { text: 'Le relais est fermé le lundi 1er mars.' },
    done: "SELECT dossier_id AS whom, COUNT(*) AS n FROM message WHERE kind = 'desk-words' GROUP BY 1",
  },
];

/** One act on all that the inbox finds, killed in the middle. @returns what was left at each kill, and how often it was done */
async function actOnAll(world, agent, { act, choices, done }) {
  const began = performance.now();
  let preview = await agent.sent('/rpe/en-nombre', { act, all: 'yes' });
  const [page] = /\/rpe\/en-nombre\/[0-9a-f-]{36}/.exec(preview);
  if (choices) preview = await agent.sent(`${page}/choix`, choices);
  const previewMillis = Math.round(performance.now() - began);
  await agent.sent(page, { shown: /name="shown" value="([^"]*)"/.exec(preview)[1] });
  const started = performance.now();
  const id = page.split('/').at(-1);
  const left = async () =>
    Number(
      (await world.rows(`SELECT COUNT(*) AS n FROM bulk_act_row WHERE state = 'waiting' AND bulk_act_id = '${id}'`))[0]
        .n,
    );
  let died = 0;
  const between = [];
  for (let waiting = requests; waiting > 0; waiting = await left()) {
    if (performance.now() - started > LONGEST_MINUTES * 60_000) throw new Error(`${waiting} rows are left`);
    await wait(30 + Math.random() * 120);
    if (died === kills) continue;
    const one = world.takers[died % world.takers.length];
    await one.die();
    died += 1;
    between.push(await left());
    await one.start();
    await agent.sent(`${page}/reprendre`, {});
  }
  const states = await world.rows(
    `SELECT state, COUNT(*) AS n FROM bulk_act_row WHERE bulk_act_id = '${id}' GROUP BY state`,
  );
  const times = await world.rows(done);
  return {
    act,
    previewMillis,
    seconds: Math.round((performance.now() - started) / 100) / 10,
    kills: died,
    killedInTheMiddle: between.filter((n) => n > 0 && n < requests).length,
    states: Object.fromEntries(states.map(({ state, n }) => [state, Number(n)])),
    doneTo: times.length,
    doneMoreThanOnce: times.filter(({ n }) => Number(n) !== 1).length,
  };
}

async function actsOnMany(world) {
  const { env, server, takers } = world;
  const password = operate(env, 'account', AGENT, 'Agent', 'rpe_agent=rpe').split(' ').at(-1);
  const token = operate(env, 'token', 'acts on many');
  const processes = new Set([server, ...takers]);
  for (const one of processes) await one.start();
  try {
    await deposited(env, token);
    const agent = new StaffClient(env.BASE_URL);
    await agent.signIn(AGENT, password);
    const [{ id }] = await world.rows(`SELECT id FROM staff_account WHERE email = '${AGENT}'`);
    const runs = [];
    for (const one of actsOn(id)) runs.push(await actOnAll(world, agent, one));
    return runs;
  } finally {
    for (const one of processes) await one.die('SIGTERM');
    await world.remove();
  }
}

const runs = { sqlite: await actsOnMany(await sqliteWorld()) };
if (hasRedis() && process.env.TEST_DATABASE_URL) runs.redis = await actsOnMany(await redisWorld('marelle_chaos_bulk'));

let good = true;
for (const [queue, acts] of Object.entries(runs))
  for (const run of acts) {
    console.log(JSON.stringify({ queue, requests, ...run }));
    good &&=
      run.states.done === requests &&
      run.doneTo === requests &&
      run.doneMoreThanOnce === 0 &&
      run.killedInTheMiddle > 0;
  }
process.exit(good ? 0 : 1);
