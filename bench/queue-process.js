/**
 * One process of the queue bench, told what to be: `relay` and `work` are those of production, `add` and `take` are
 * BullMQ alone doing empty jobs. Speaks to its parent in messages.
 */
import { NestFactory } from '@nestjs/core';
import { Queue as BullQueue, Worker } from 'bullmq';
import { Redis } from 'ioredis';

const [role] = process.argv.slice(2);
const BATCH = 500;
const CONCURRENCY = 50;

const say = (message) => process.send(message);
const ends = { first: 0, count: 0 };

/** Tells when the last of `expected` jobs is over, counted from the start of the first. */
function over(expected) {
  ends.count += 1;
  if (ends.count !== expected) return;
  say({ over: true, millis: performance.now() - ends.first });
  ends.count = 0;
  ends.first = 0;
}
const begins = () => (ends.first ||= performance.now());

let expected = Infinity;
process.on('message', (message) => {
  if (message.expect) expected = message.expect;
});

async function application(mode) {
  const { AppModule } = await import('../dist/app.module.js');
  const { readConfig } = await import('../dist/foundation/config/index.js');
  return NestFactory.createApplicationContext(AppModule.with(readConfig(mode)), {
    logger: ['error'],
    abortOnError: false,
  });
}

const ROLES = {
  async work() {
    const app = await application('worker');
    const { JobHandlers } = await import('../dist/foundation/platform/queue/index.js');
    app.get(JobHandlers).register({
      type: 'bench.nothing',
      outside: async ({ n }) => {
        begins();
        if (n >= 0) say({ started: n, at: Date.now() });
      },
      handle: async (tx) => tx.afterCommit(() => over(expected)),
    });
  },

  async relay() {
    const app = await application('production');
    const { Queue } = await import('../dist/foundation/platform/queue/index.js');
    const { UnitOfWork } = await import('../dist/foundation/platform/database/index.js');
    process.on('message', async ({ pace }) => {
      if (!pace) return;
      for (let n = 0; n < pace.count; n += 1) {
        const next = new Promise((resolve) => setTimeout(resolve, pace.everyMillis));
        await app.get(UnitOfWork).run((tx) => app.get(Queue).plan(tx, 'bench.nothing', { n }));
        say({ committed: n, at: Date.now() });
        await next;
      }
    });
  },

  async take() {
    const worker = new Worker('empty', async () => begins(), {
      connection: new Redis(process.env.REDIS_URL, { maxRetriesPerRequest: null }),
      concurrency: CONCURRENCY,
    });
    worker.on('completed', () => over(expected));
    await worker.waitUntilReady();
  },

  async add() {
    const queue = new BullQueue('empty', { connection: new Redis(process.env.REDIS_URL) });
    process.on('message', async ({ add }) => {
      if (!add) return;
      for (let n = 0; n < add; n += BATCH) {
        await queue.addBulk(
          Array.from({ length: Math.min(BATCH, add - n) }, (_, index) => ({
            name: 'run',
            data: { jobId: `job-${n + index}` },
            opts: { jobId: `job-${n + index}`, removeOnComplete: true, removeOnFail: true },
          })),
        );
      }
    });
  },
};

await ROLES[role]();
say({ ready: true });
