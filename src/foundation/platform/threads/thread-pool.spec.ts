import { setTimeout as after } from 'node:timers/promises';
import { afterEach, describe, expect, it, jest } from '../../../../test/support/runner.js';
import { ThreadPool, ThreadStopped } from './thread-pool.js';

/** Doubles numbers; `slow` blocks its thread, `for ever` does not answer, `throw` throws, `exit` ends it. */
const PROGRAM = `
import { parentPort, threadId } from 'node:worker_threads';
let held;
parentPort.on('message', ({ id, subject, question }) => {
  const isNew = subject !== undefined;
  if (isNew) held = subject;
  if (question === 'exit') process.exit(1);
  if (question === 'large') { const kept = []; for (;;) kept.push(Array(1000).fill(0).map(String)); }
  if (question === 'for ever') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  if (question === 'slow') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
  const answer = { thread: threadId, doubled: question * 2, about: held.name, isNew };
  parentPort.postMessage(question === 'throw' ? { id, error: new TypeError('not a number') } : { id, answer });
});`;
const entry = new URL(`data:text/javascript,${encodeURIComponent(PROGRAM)}`);

describe('threads of a pool', () => {
  let pool: ThreadPool<
    { name: string },
    number | string,
    { thread: number; doubled: number; about: string; isNew: boolean }
  >;
  const started = (size: number, idleMillis = 60_000): void => {
    pool = new ThreadPool({ entry, size, idleMillis });
  };
  afterEach(() => pool.close());

  it('answer each question, start when they are needed, and no more than are allowed', async () => {
    started(2);
    const one = { name: 'one' };
    const alone = [(await pool.ask(one, 1)).thread, (await pool.ask(one, 2)).thread];
    expect(new Set(alone).size).toBe(1);
    const answers = await Promise.all([1, 2, 3, 4, 5].map((one) => pool.ask({ name: 'any' }, one)));
    expect(answers.map(({ doubled }) => doubled)).toEqual([2, 4, 6, 8, 10]);
    expect(new Set([...alone, ...answers.map(({ thread }) => thread)]).size).toBe(2);
  });

  it('hold a subject: it is handed over once, and each subject has its thread', async () => {
    started(2);
    const [a, b, c] = [{ name: 'a' }, { name: 'b' }, { name: 'c' }];
    const answers = await Promise.all([pool.ask(a, 1), pool.ask(b, 1), pool.ask(a, 2), pool.ask(b, 2), pool.ask(a, 3)]);
    expect(answers.map(({ about, isNew }) => [about, isNew])).toEqual([
      ['a', true],
      ['b', true],
      ['a', false],
      ['b', false],
      ['a', false],
    ]);
    expect([
      new Set(answers.filter(({ about }) => about === 'a').map(({ thread }) => thread)).size,
      new Set(answers.map(({ thread }) => thread)).size,
    ]).toEqual([1, 2]);
    // `b` was asked least lately.
    await pool.ask(a, 9);
    const [third, again] = [await pool.ask(c, 1), await pool.ask(a, 4)];
    expect([third.thread === answers[1]!.thread, again.isNew, (await pool.ask(b, 3)).isNew]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('take what comes in the place of what they hold: a thread that has done the like does it sooner', async () => {
    started(2);
    const [old, other, anew] = [{ name: 'old' }, { name: 'other' }, { name: 'new' }];
    const [first, second] = [await pool.ask(old, 1), await pool.ask(other, 1)];
    const third = await pool.ask(anew, 1, old);
    expect([third.thread, third.about, (await pool.ask(other, 2)).isNew]).toEqual([first.thread, 'new', false]);
    // What was before is held by no thread any more: the one asked least lately takes the next.
    expect((await pool.ask({ name: 'next' }, 1, old)).thread).toBe(first.thread);
    expect(second.thread).not.toBe(first.thread);
  });

  it('leave the event loop free while they compute', async () => {
    started(1);
    await pool.ask({ name: 'any' }, 0);
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 5);
    await pool.ask({ name: 'any' }, 'slow');
    clearInterval(timer);
    expect(turns).toBeGreaterThan(10);
  });

  it('throw what the computation threw, and answer the next', async () => {
    started(1);
    await expect(pool.ask({ name: 'any' }, 'throw')).rejects.toThrow('not a number');
    expect((await pool.ask({ name: 'any' }, 4)).doubled).toBe(8);
  });

  it('a thread that ends is said, and another takes its place for what waits', async () => {
    started(1);
    const [gone, next] = await Promise.allSettled([pool.ask({ name: 'any' }, 'exit'), pool.ask({ name: 'any' }, 4)]);
    expect([gone.status, next.status === 'fulfilled' && next.value.doubled]).toEqual(['rejected', 8]);
  });

  it('a thread that nothing is asked of ends; the next question starts another', async () => {
    started(1, 20);
    const first = await pool.ask({ name: 'any' }, 1);
    await after(200);
    expect((await pool.ask({ name: 'any' }, 1)).thread).not.toBe(first.thread);
  });

  it('a thread that computes for too long, or takes too much memory, is ended, and what waits is answered', async () => {
    // The time of the pool passes when the test says so: a machine that is slow to start a thread is no late answer.
    jest.useFakeTimers();
    pool = new ThreadPool({ entry, size: 1, idleMillis: 60_000, longestMillis: 100 });
    const answers = Promise.allSettled([pool.ask({ name: 'any' }, 'for ever'), pool.ask({ name: 'any' }, 4)]);
    jest.advanceTimersByTime(100);
    jest.useRealTimers();
    const [late, next] = await answers;
    expect([late, next.status === 'fulfilled' && next.value.doubled]).toEqual([
      { status: 'rejected', reason: new ThreadStopped('time') },
      8,
    ]);
    await pool.close();
    pool = new ThreadPool({ entry, size: 1, idleMillis: 60_000, megabytes: 8 });
    await expect(pool.ask({ name: 'any' }, 'large')).rejects.toEqual(new ThreadStopped('memory'));
  });

  it('closed, it refuses what waits and what comes', async () => {
    started(1);
    const waiting = Promise.allSettled([pool.ask({ name: 'any' }, 'slow'), pool.ask({ name: 'any' }, 1)]);
    await pool.close();
    expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(pool.ask({ name: 'any' }, 1)).rejects.toThrow('Threads have ended');
  });
});
