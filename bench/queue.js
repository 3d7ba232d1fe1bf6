/**
 * Jobs a second brought by the relay through Redis and run end to end in a worker, each with its row claimed and ended
 * in PostgreSQL, against BullMQ alone doing empty jobs with as many processes; and how long after its commit a job
 * starts.
 */
import { fork } from 'node:child_process';
import { hasRedis, OwnRedis, ownDatabase } from '../test/support/services.js';
import { freePort, openDesk, productionEnv } from '../test/chaos/server.js';

/** A process of bench/queue-process.js, and what it says. */
async function start(role, env) {
  const child = fork('bench/queue-process.js', [role], { env });
  const heard = [];
  const waiting = new Set();
  child.on('message', (message) => {
    heard.push(message);
    for (const one of waiting) one();
  });
  const hears = async (test) => {
    for (;;) {
      const found = heard.find(test);
      if (found) return found;
      if (child.exitCode !== null) throw new Error(`${role} stopped with ${child.exitCode}`);
      await new Promise((resolve) => {
        const timer = setTimeout(done, 500);
        function done() {
          clearTimeout(timer);
          waiting.delete(done);
          resolve();
        }
        waiting.add(done);
      });
    }
  };
  await hears(({ ready }) => ready);
  return {
    say: (message) => child.send(message),
    heard,
    hears,
    stop: () =>
      new Promise((resolve) => {
        child.on('exit', resolve);
        child.kill('SIGKILL');
      }),
  };
}

async function bullAlone(env, jobs) {
  const [taker, adder] = [await start('take', env), await start('add', env)];
  taker.say({ expect: jobs });
  adder.say({ add: jobs });
  const { millis } = await taker.hears(({ over }) => over);
  await Promise.all([taker.stop(), adder.stop()]);
  return jobs / (millis / 1000);
}

/** The jobs are committed before the relay starts: what is measured is bringing, claiming, running and ending them. */
async function endToEnd(env, database, jobs) {
  await database.rows(`INSERT INTO job (id, type, payload, run_at, state, attempts, created_at)
    SELECT gen_random_uuid()::text, 'bench.nothing', '{"n":-1}',
    to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'waiting', 0,
    to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    FROM generate_series(1, ${jobs})`);
  const worker = await start('work', env);
  worker.say({ expect: jobs });
  const relay = await start('relay', env);
  const { millis } = await worker.hears(({ over }) => over);
  await Promise.all([worker.stop(), relay.stop()]);
  const [{ left }] = await database.rows(
    `SELECT COUNT(*) AS left FROM job WHERE type = 'bench.nothing' AND state <> 'done'`,
  );
  return { perSecond: jobs / (millis / 1000), left: Number(left) };
}

async function delays(env, count) {
  const [worker, relay] = [await start('work', env), await start('relay', env)];
  // The first ones open connections.
  const pace = { count: count + 20, everyMillis: 20 };
  relay.say({ pace });
  await worker.hears(({ started }) => started === pace.count - 1);
  await relay.hears(({ committed }) => committed === pace.count - 1);
  const startedAt = new Map(
    worker.heard.filter(({ started }) => started !== undefined).map(({ started, at }) => [started, at]),
  );
  const list = relay.heard
    .filter(({ committed }) => committed >= 20)
    .map(({ committed, at }) => startedAt.get(committed) - at)
    .sort((a, b) => a - b);
  await Promise.all([worker.stop(), relay.stop()]);
  return list;
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

export async function benchQueue({ jobs = 20_000, rounds = 3, paced = 500 } = {}) {
  if (!hasRedis()) return { name: 'queue', ratio: 'NOT MEASURED: no redis-server', failed: 0 };
  const database = await ownDatabase('marelle_bench_queue').catch(() => null);
  if (!database) return { name: 'queue', ratio: 'NOT MEASURED: no PostgreSQL (TEST_DATABASE_URL)', failed: 0 };
  const redis = await OwnRedis.start();
  const env = { ...productionEnv({ port: await freePort(), databaseUrl: database.url }), REDIS_URL: redis.url };
  openDesk(env);
  const [ours, alone] = [[], []];
  let failed = 0;
  for (let round = 0; round < rounds; round += 1) {
    alone.push(await bullAlone(env, jobs));
    const { perSecond, left } = await endToEnd(env, database, jobs);
    ours.push(perSecond);
    failed += left;
  }
  const waits = await delays(env, paced);
  await database.drop();
  await redis.remove();
  return {
    name: 'queue',
    jobs,
    rounds,
    perSecond: Math.round(median(ours)),
    bullAlonePerSecond: Math.round(median(alone)),
    ratio: Number((median(ours) / median(alone)).toFixed(3)),
    wanted: 0.3,
    startP50Millis: waits[Math.floor(waits.length * 0.5)],
    startP95Millis: waits[Math.floor(waits.length * 0.95)],
    wantedP95Millis: 200,
    failed,
  };
}
