import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { addMinutes } from '../../src/foundation/kernel/time.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Attempts } from '../../src/foundation/platform/security/index.js';
import type { TravellingClock } from '../../src/foundation/platform/time/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';

const LIMIT = { max: 10, withinMinutes: 15 };
const MINUTE = 60_000;

describe.each(DATABASES)('tries are reserved before anything is judged (%s)', (kind) => {
  let test: TestApp;
  let attempts: Attempts;
  let clock: TravellingClock;
  const go = async (...keys: string[]): Promise<boolean> =>
    (await attempts.reserveNow(keys.map((key) => ({ key, limit: LIMIT })))) === null;
  const allowed = async (times: number, ...keys: string[]): Promise<number> =>
    (await Promise.all(Array.from({ length: times }, () => go(...keys)))).filter(Boolean).length;

  beforeAll(async () => {
    test = await startApp(kind);
    attempts = test.app.get(Attempts);
    clock = test.app.get(Clock) as TravellingClock;
  });
  afterAll(() => test.close());

  it('of three hundred in parallel, as many go ahead as the limit says', async () => {
    expect(await allowed(300, 'parallel')).toBe(10);
  });

  it('says when to come back, and begins again then', async () => {
    const began = clock.now();
    expect(await allowed(11, 'window')).toBe(10);
    const retryAt = (await attempts.reserveNow([{ key: 'window', limit: LIMIT }]))!;
    expect(retryAt >= addMinutes(began, 15) && retryAt <= addMinutes(clock.now(), 15)).toBe(true);
    clock.travel(15 * MINUTE + 1000);
    expect(await allowed(30, 'window')).toBe(10);
  });

  it('counts a try that one limit refuses against no other', async () => {
    expect(await allowed(10, 'narrow')).toBe(10);
    expect(await allowed(20, 'wide', 'narrow')).toBe(0);
    expect(await allowed(30, 'wide')).toBe(10);
  });

  it('gives back a try, and forgets them all', async () => {
    const unit = test.app.get(UnitOfWork);
    expect(await allowed(11, 'right')).toBe(10);
    await unit.run((tx) => attempts.giveBack(tx, 'right'));
    expect(await allowed(5, 'right')).toBe(1);
    await unit.run((tx) => attempts.startAgain(tx, 'right'));
    expect(await allowed(11, 'right')).toBe(10);
  });

  it('reserves nothing in a unit that is rolled back', async () => {
    const failing = test.app.get(UnitOfWork).run(async (tx) => {
      await attempts.reserve(tx, { key: 'rolled back', limit: { max: 1, withinMinutes: 1 } });
      throw new Error('after all not');
    });
    await expect(failing).rejects.toThrow('after all not');
    expect(await attempts.reserveNow([{ key: 'rolled back', limit: { max: 1, withinMinutes: 1 } }])).toBeNull();
  });
});
