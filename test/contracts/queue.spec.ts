import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { addMinutes } from '../../src/foundation/kernel/time.js';
import { MAX_ATTEMPTS } from '../../src/foundation/platform/queue/index.js';
import { Job } from '../../src/foundation/platform/queue/job.entity.js';
import { LEASE_MINUTES } from '../../src/foundation/platform/queue/job-claims.js';
import { Setting } from '../../src/foundation/platform/settings/setting.entity.js';
import { anyJob } from '../support/jobs.js';
import type { TestDatabase } from '../support/app.js';
import { databaseOf, QueueWorld, QUEUES, sleep, until } from '../support/queue-world.js';

const MINUTE = 60_000;

/** Made before the job is: a job is claimed, and seen to be, before its work outside is called. */
function heldUntil(): { ended: Promise<void>; end: () => void } {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { ended, end };
}

/** What features rely on, whatever brings the jobs: the same promises on each driver and database. */
describe.each(QUEUES)('the queue: %s', (kind) => {
  let database: TestDatabase;
  let world: QueueWorld;
  let done: string[];

  beforeAll(async () => {
    database = await databaseOf(kind);
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    world = await QueueWorld.open(kind, database);
    done = [];
    world.handle('note', { handle: async (_tx, { what }) => void done.push(String(what)) });
  });
  afterEach(() => world.close());

  const note = (what: string, options: { at?: string; key?: string } = {}): Promise<void> =>
    world.run((tx) => world.queue.plan(tx, anyJob('note'), { what }, options));
  const states = async (type = 'note'): Promise<string[]> => (await world.jobs(type)).map(({ state }) => state);
  const allDone = (type = 'note'): Promise<void> =>
    until(async () => (await states(type)).every((state) => state === 'done'));

  it('runs what was committed, and nothing of what was rolled back', async () => {
    world.start();
    await expect(
      world.run(async (tx) => {
        await world.queue.plan(tx, anyJob('note'), { what: 'rolled back' });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await note('committed');
    await until(() => done.length > 0);
    await allDone();
    expect(done).toEqual(['committed']);
  });

  it('lets no kind of job that waits outside hold back another', async () => {
    const silent = heldUntil();
    let asked = 0;
    world.handle('silent', {
      outside: async () => {
        asked += 1;
        await silent.ended;
      },
    });
    world.handle('also-slow', {
      outside: async () => undefined,
      handle: async (_tx, { what }) => void done.push(String(what)),
    });
    await world.run((tx) =>
      world.queue.planAll(
        tx,
        anyJob('silent'),
        Array.from({ length: 60 }, () => ({ payload: {} })),
      ),
    );
    world.start();
    await until(() => asked >= 20);
    const waited: number[] = [];
    try {
      // The best of three: what another program of the machine does to one, it does not do to all.
      for (const what of ['first', 'second', 'third']) {
        const from = performance.now();
        await note(what);
        await world.run((tx) => world.queue.plan(tx, anyJob('also-slow'), { what: `${what}, slow` }));
        await until(() => [what, `${what}, slow`].every((one) => done.includes(one)), 10_000);
        waited.push(performance.now() - from);
      }
    } finally {
      silent.end();
    }
    expect([asked, Math.min(...waited) < 1000]).toEqual([20, true]);
    await allDone('silent');
  });

  it('keeps effects and the end of a job together', async () => {
    world.handle('half', {
      handle: async (tx) => {
        await tx.insert(Setting, { name: 'half', value: 1 });
        throw new Error('after the write');
      },
    });
    world.start();
    await world.run((tx) => world.queue.plan(tx, anyJob('half'), {}));
    await until(async () => (await world.jobs('half'))[0]!.lastError !== null);
    expect(await world.run((tx) => tx.find(Setting))).toEqual([]);
    expect(await states('half')).toEqual(['waiting']);
  });

  it('tries again what a worker claimed before it died', async () => {
    await note('survives');
    if (kind === 'BullMQ on PostgreSQL')
      await world.run((tx) => tx.write(`UPDATE job SET published_at = run_at WHERE state = 'waiting' RETURNING id`));
    const [job] = await world.jobs('note');
    const claimed =
      kind === 'BullMQ on PostgreSQL' ? await world.claims.published([job!.id]) : await world.claims.due(1);
    expect(claimed).toMatchObject([{ id: job!.id, attempt: 1 }]);
    world.start();
    await sleep(300);
    expect(done).toEqual([]);
    world.clock.travel(3 * MINUTE);
    world.wake();
    await until(() => done.length > 0);
    await allDone();
    expect(done).toEqual(['survives']);
  });

  it('puts a job that kills every worker in the list of failures', async () => {
    await note('deadly');
    const [job] = await world.jobs('note');
    for (let death = 0; death <= MAX_ATTEMPTS; death += 1) {
      world.clock.travel(3 * MINUTE);
      await world.run((tx) =>
        tx.write(`UPDATE job SET published_at = run_at WHERE id = :id AND state = 'waiting' RETURNING id`, {
          id: job!.id,
        }),
      );
      await world.claims.published([job!.id]);
    }
    expect(await world.jobs('note')).toMatchObject([{ state: 'failed', lastError: 'never-ended' }]);
    expect(done).toEqual([]);
  });

  it('gives a job that is brought twice one effect', async () => {
    const { ended, end } = heldUntil();
    world.handle('slow', { outside: () => ended, handle: async (_tx, { what }) => void done.push(String(what)) });
    world.start();
    await world.run((tx) => world.queue.plan(tx, anyJob('slow'), { what: 'once' }));
    const [job] = await world.jobs('slow');
    await until(async () => (await world.jobs('slow'))[0]!.attempts === 1);
    await world.bringAgain(job!.id);
    end();
    await allDone('slow');
    await world.bringAgain(job!.id);
    await sleep(300);
    expect(done).toEqual(['once']);
    expect(await world.jobs('slow')).toMatchObject([{ state: 'done', attempts: 1 }]);
  });

  it('gives each job to one of two workers', async () => {
    const ran: string[] = [];
    world.handle('counted', { outside: async (_payload, { id }) => void ran.push(id) });
    world.start();
    world.start();
    await world.run(async (tx) => {
      for (let n = 0; n < 60; n += 1) await world.queue.plan(tx, anyJob('counted'), { n });
    });
    await allDone('counted');
    expect(ran).toHaveLength(60);
    expect(new Set(ran).size).toBe(60);
    expect((await world.jobs('counted')).every(({ attempts }) => attempts === 1)).toBe(true);
  });

  it('loses nothing when what brings the jobs has forgotten them', async () => {
    await world.run((tx) =>
      tx.write(
        `INSERT INTO job (id, type, payload, run_at, state, attempts, created_at, published_at)
          VALUES (:id, 'note', '{"what":"published, then flushed"}', :now, 'waiting', 0, :now, :published) RETURNING id`,
        { id: newId(), now: world.clock.now(), published: kind === 'BullMQ on PostgreSQL' ? world.clock.now() : null },
      ),
    );
    world.start();
    await world.forget();
    await note('after');
    await until(() => done.includes('after'));
    await world.forget();
    world.clock.travel(MINUTE);
    await until(() => done.length === 2);
    await allDone();
    expect(done.sort()).toEqual(['after', 'published, then flushed']);
  });

  it('finishes the jobs under way when it stops, and takes no other', async () => {
    const { ended, end } = heldUntil();
    world.handle('long', { outside: () => ended, handle: async () => void done.push('long') });
    const driver = world.start();
    await world.run((tx) => world.queue.plan(tx, anyJob('long'), {}));
    await until(async () => (await world.jobs('long'))[0]!.attempts === 1);
    let stopped = false;
    const stopping = driver.stop().then(() => {
      stopped = true;
    });
    await note('too late');
    await sleep(200);
    expect(stopped).toBe(false);
    end();
    await stopping;
    expect(await states('long')).toEqual(['done']);
    expect(done).toEqual(['long']);
    expect(await states()).toEqual(['waiting']);
  });

  it('tries a failing job nine times, then leaves it to a person, with a reason that quotes nobody', async () => {
    let tries = 0;
    world.handle('bad', {
      outside: async () => {
        tries += 1;
        throw Object.assign(new Error('550 no such user laura@exemple.fr'), { code: 'EENVELOPE', responseCode: 550 });
      },
    });
    world.start();
    await world.run((tx) => world.queue.plan(tx, anyJob('bad'), {}));
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      await until(() => tries === attempt);
      world.clock.travel(6 * 60 * MINUTE);
      world.wake();
    }
    await until(async () => (await states('bad'))[0] === 'failed');
    expect(await world.jobs('bad')).toMatchObject([
      { attempts: MAX_ATTEMPTS, lastError: 'mail EENVELOPE 550', publishedAt: null },
    ]);
    expect(tries).toBe(MAX_ATTEMPTS);
  });

  it('ends the others of a shared commit when one of them fails', async () => {
    world.handle('odd', {
      handle: async (tx, { n }) => {
        await tx.insert(Setting, { name: `odd-${Number(n)}`, value: 1 });
        if (n === 3) throw new Error('not this one');
      },
    });
    world.start();
    await world.run(async (tx) => {
      for (let n = 0; n < 8; n += 1) await world.queue.plan(tx, anyJob('odd'), { n });
    });
    await until(async () => (await states('odd')).filter((state) => state === 'done').length === 7);
    await until(async () => (await world.jobs('odd')).some(({ lastError }) => lastError === 'Error'));
    const written = await world.run((tx) => tx.find(Setting));
    expect(written.map(({ name }) => name).sort()).toEqual([0, 1, 2, 4, 5, 6, 7].map((n) => `odd-${n}`));
  });

  it('runs a job when it is due and not before, once, wherever it was moved to', async () => {
    world.start();
    const later = addMinutes(world.clock.now(), 60);
    await note('first words', { at: addMinutes(world.clock.now(), 1), key: 'k' });
    await note('moved', { at: later, key: 'k' });
    world.clock.travel(10 * MINUTE);
    world.wake();
    await sleep(300);
    expect(done).toEqual([]);
    world.clock.travel(51 * MINUTE);
    world.wake();
    await until(() => done.length > 0);
    await allDone();
    expect(done).toEqual(['moved']);
  });

  it('runs a job that is moved while it is under way again, with its new words, and forgets the old', async () => {
    const ends: (() => void)[] = [];
    world.handle('movable', {
      outside: () =>
        new Promise<void>((resolve) => {
          ends.push(resolve);
        }),
      handle: async (_tx, { what }) => void done.push(String(what)),
    });
    world.start();
    world.start();
    const plan = (what: string): Promise<void> =>
      world.run((tx) => world.queue.plan(tx, anyJob('movable'), { what }, { key: 'm' }));
    await plan('old');
    await until(() => ends.length === 1);
    await plan('new');
    if (kind === 'BullMQ on PostgreSQL') ends[0]!();
    await until(() => {
      world.clock.travel(MINUTE);
      return ends.length === 2;
    });
    ends.forEach((end) => end());
    await allDone('movable');
    expect(done).toEqual(['new']);
  });

  it('runs a job before its date when a person says so; said twice at once, or while it is under way, it runs once', async () => {
    const ends: (() => void)[] = [];
    world.handle('early', {
      outside: () =>
        new Promise<void>((resolve) => {
          ends.push(resolve);
        }),
      handle: async (_tx, { what }) => void done.push(String(what)),
    });
    await world.run((tx) =>
      world.queue.plan(tx, anyJob('early'), { what: 'early' }, { at: addMinutes(world.clock.now(), 600), key: 'e' }),
    );
    const [job] = await world.jobs('early');
    const runNow = (): Promise<string> => world.run((tx) => world.desk.runNow(tx, job!.id));
    world.start();
    world.start();
    expect((await Promise.all([runNow(), runNow()])).sort()).toEqual(['already', 'planned']);
    await until(() => ends.length > 0);
    expect(await runNow()).toBe('already');
    await sleep(200);
    expect(ends).toHaveLength(1);
    ends[0]!();
    await allDone('early');
    expect([done, await runNow()]).toEqual([['early'], 'already']);
  });

  it('leaves a job to the worker that claimed it while somebody else was about to run it', async () => {
    await note('claimed', { at: addMinutes(world.clock.now(), 600), key: 'c' });
    const [job] = await world.jobs('note');
    const { ended: asked, end: ask } = heldUntil();
    const claiming = world.run(async (tx) => {
      await tx.lock(Job, { id: job!.id });
      ask();
      await sleep(100);
      world.clock.travel(1000);
      await tx.update(Job, { id: job!.id }, { attempts: 1, runAt: addMinutes(world.clock.now(), LEASE_MINUTES) });
    });
    await asked;
    expect(await world.run((tx) => world.desk.runNow(tx, job!.id))).toBe('already');
    await claiming;
  });

  it('does not run what was cancelled, even when a worker holds its id', async () => {
    await note('cancelled', { at: addMinutes(world.clock.now(), 5), key: 'c' });
    const [job] = await world.jobs('note');
    world.start();
    expect(await world.run((tx) => world.queue.cancel(tx, 'c'))).toBe(true);
    world.clock.travel(10 * MINUTE);
    await world.bringAgain(job!.id);
    await note('another');
    await until(() => done.length > 0);
    await sleep(200);
    expect(done).toEqual(['another']);
    expect(await states()).toEqual(['cancelled', 'done']);
  });

  if (kind === 'BullMQ on PostgreSQL') {
    // @asvs 16.5.2
    it('commits as fast when Redis is away, and runs everything once it is back', async () => {
      world.start();
      await note('before');
      await until(() => done.length === 1);
      world.shutRedis();
      await sleep(100);
      const began = performance.now();
      for (let n = 0; n < 20; n += 1) await note(`meanwhile ${n}`);
      expect(performance.now() - began).toBeLessThan(2000);
      await sleep(1200);
      expect(done).toHaveLength(1);
      world.reopenRedis();
      await until(() => done.length === 21);
      await allDone();
      expect(new Set(done).size).toBe(21);
    });

    it('stops without Redis', async () => {
      const driver = world.start();
      await note('before');
      await until(() => done.length === 1);
      world.shutRedis();
      const began = performance.now();
      await driver.stop();
      expect(performance.now() - began).toBeLessThan(5000);
    });
  }
});
