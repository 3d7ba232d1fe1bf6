/**
 * Families deposit and are each sent a receipt, and sessions are planned, moved, called and cancelled, while Redis is
 * stopped for a minute, then flushed with jobs in it, and workers are killed with SIGKILL again and again. At the end:
 * everybody has the receipt, a repeat carries the same Message-ID and the same words, nobody has two different ones, no
 * deposit was refused or held up; no job of a cancelled session ran, each moved one follows its new date, members are
 * called once for it. Usage: npm run chaos:queue -- [--size 3000]; needs redis-server and the PostgreSQL of
 * TEST_DATABASE_URL. Everything scales with the size.
 */
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { hasRedis, OwnRedis, ownDatabase } from '../support/services.js';
import { MailSink } from './mail-sink.js';
import { SessionsInTrouble } from './sessions.js';
import { depositBody, freePort, openDesk, operate, productionEnv, startServer } from './server.js';

const FULL = { size: 3000, sessions: 60, kills: 40, outageSeconds: 60, seconds: 150 };
const CLIENTS = 8;
const LONGEST_END_SECONDS = 420;

const { values } = parseArgs({ options: { size: { type: 'string', default: String(FULL.size) } } });
const size = Number(values.size);
const scaled = (value) => Math.max(1, Math.round((value * size) / FULL.size));
const [kills, outageSeconds, seconds, sessions] = [
  scaled(FULL.kills),
  scaled(FULL.outageSeconds),
  scaled(FULL.seconds),
  scaled(FULL.sessions),
];

if (!hasRedis()) {
  console.error('redis-server is needed: this drill stops and flushes one of its own');
  process.exit(1);
}
const sink = await MailSink.start({ fromMillis: 50, toMillis: 400 });
const redis = await OwnRedis.start();
const database = await ownDatabase('marelle_chaos_queue');
const env = {
  ...productionEnv({ port: await freePort(), databaseUrl: database.url }),
  REDIS_URL: redis.url,
  SMTP_URL: sink.url,
  LOG_LEVEL: 'info',
};
openDesk(env);
const token = operate(env, 'token', 'chaos queue');

/** A worker process that is started again each time it is killed. */
class WorkerProcess {
  async start() {
    this.child = spawn(process.execPath, ['dist/worker.js'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    this.exited = new Promise((resolve) => this.child.on('exit', resolve));
    await new Promise((resolve) => {
      this.child.stdout.on('data', (text) => String(text).includes('working') && resolve());
    });
  }
  async kill() {
    this.child.kill('SIGKILL');
    await this.exited;
  }
  async stop() {
    const began = performance.now();
    this.child.kill('SIGTERM');
    await this.exited;
    return Math.round(performance.now() - began);
  }
}

const server = await startServer({ ...env, LOG_LEVEL: 'silent' });
const workers = [new WorkerProcess(), new WorkerProcess()];
await Promise.all(workers.map((worker) => worker.start()));

const took = { redisThere: [], redisAway: [] };
let redisIsAway = false;
let refused = 0;
let next = 1;

async function client() {
  while (next <= size) {
    const seed = next++;
    const pause = sleep((seconds * 1000 * CLIENTS) / size);
    const away = redisIsAway;
    const began = performance.now();
    const answer = await fetch(`${env.BASE_URL}/api/v1/dossiers`, {
      method: 'POST',
      body: JSON.stringify(depositBody(seed)),
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': `chaos-queue-deposit-${seed}`,
      },
    }).catch((error) => ({ status: String(error) }));
    if (answer.status !== 201) refused += 1;
    took[away ? 'redisAway' : 'redisThere'].push(performance.now() - began);
    await pause;
  }
}

let killed = 0;
async function killAgainAndAgain(worker) {
  while (killed < kills) {
    killed += 1;
    await sleep((seconds * 1000 * workers.length) / kills / 2);
    await worker.kill();
    await worker.start();
  }
}

async function stopRedis() {
  await sleep(seconds * 200);
  redisIsAway = true;
  await redis.stop();
  console.error(`Redis stopped, ${sink.deliveries.length} mails delivered`);
  await sleep(outageSeconds * 1000);
  await redis.start();
  redisIsAway = false;
  console.error(`Redis started, ${sink.deliveries.length} mails delivered`);
}

/** With both workers dead for a moment, so that there is something to lose. */
let flushedIds = 0;
async function flushRedis() {
  await Promise.all(workers.map((worker) => worker.kill()));
  for (let tries = 0; tries < 20 && flushedIds === 0; tries += 1) {
    await sleep(200);
    flushedIds = await redis.ask(async (redisClient) => (await redisClient.keys('*:jobs*:????????-*')).length);
  }
  await redis.flush();
  await Promise.all(workers.map((worker) => worker.start()));
  console.error(`Redis flushed with ${flushedIds} jobs in it`);
}

const commissions = await SessionsInTrouble.start(env, database);
const lives = commissions.live(sessions, seconds * 0.8);
const clients = Array.from({ length: CLIENTS }, client);
await Promise.all([...workers.map(killAgainAndAgain), stopRedis()]);
await flushRedis();
await Promise.all([...clients, lives]);
const depositsEnded = performance.now();

const unfinished = async () =>
  Number(
    (
      await database.rows(
        `SELECT COUNT(*) AS n FROM job WHERE state = 'failed' OR (state = 'waiting'
          AND (run_at <= '${new Date().toISOString()}' OR attempts > 0))`,
      )
    )[0].n,
  );
while ((await unfinished()) > 0 && performance.now() - depositsEnded < LONGEST_END_SECONDS * 1000) await sleep(1000);
const recoveredSeconds = Math.round((performance.now() - depositsEnded) / 1000);

const stopMillis = Math.max(...(await Promise.all(workers.map((worker) => worker.stop()))));
server.child.kill('SIGTERM');
await server.exited;

const seated = await commissions.verdict();
await commissions.stop();
const messages = await database.rows(`SELECT id, recipient FROM message WHERE channel = 'email'`);
const left = await unfinished();
const host = new URL(env.BASE_URL).hostname;
const byId = sink.deliveries.reduce((map, one) => map.set(one.id, [...(map.get(one.id) ?? []), one]), new Map());
const undelivered = messages.filter(({ id }) => !byId.has(`<${id}@${host}>`)).length;
const idsOf = new Map();
for (const { to, id } of sink.deliveries.filter((one) => one.to.startsWith('famille.')))
  idsOf.set(to, (idsOf.get(to) ?? new Set()).add(id));
const result = {
  families: size,
  refused,
  kills: killed,
  outageSeconds,
  flushedIds,
  messages: messages.length,
  deliveries: sink.deliveries.length,
  undelivered,
  familiesWithout: size - idsOf.size,
  unfinished: left,
  repeats: sink.deliveries.length - byId.size,
  repeatsWithOtherWords: [...byId.values()].filter(
    (list) => new Set(list.map(({ digest, to }) => `${digest} ${to}`)).size > 1,
  ).length,
  familiesWithTwoMessages: [...idsOf.values()].filter((ids) => ids.size > 1).length,
  commissions: seated,
  depositP95Millis: p95(took.redisThere),
  depositP95MillisWithoutRedis: p95(took.redisAway),
  recoveredSeconds,
  stopMillis,
};
function p95(list) {
  return Math.round([...list].sort((a, b) => a - b)[Math.floor(list.length * 0.95)] ?? 0);
}
await Promise.all([sink.stop(), redis.remove(), database.drop()]);
console.log(JSON.stringify(result));
const { sessions: _all, moved, ...mistakes } = seated;
const { repeatsWithOtherWords, familiesWithTwoMessages, familiesWithout } = result;
const wrong = [
  ...Object.values(mistakes),
  moved > 0 ? 0 : 1,
  refused,
  undelivered,
  left,
  repeatsWithOtherWords,
  familiesWithTwoMessages,
  familiesWithout,
  killed < kills ? 1 : 0,
  flushedIds > 0 ? 0 : 1,
  messages.length < size ? 1 : 0,
];
process.exit(wrong.some((count) => count > 0) ? 1 : 0);
