import { setImmediate as afterEvents } from 'node:timers/promises';
import { afterEach, expect, it, jest } from '../../../../test/support/runner.js';
import { Slices } from './slices.js';

afterEach(() => jest.restoreAllMocks());

/** How often others had their turn while `steps` steps of `millis` each were done. The time is this test's, not the machine's. */
async function turnsOfOthers(steps: number, millis: number): Promise<number> {
  let now = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => now);
  const work = new Slices();
  let [turns, done] = [0, false];
  const takeTurn = (): void => {
    turns += 1;
    if (!done) setImmediate(takeTurn);
  };
  setImmediate(takeTurn);
  for (let step = 0; step < steps; step += 1) {
    now += millis;
    await work.giveWay();
  }
  done = true;
  const before = turns;
  await afterEvents();
  return before;
}

it('short work goes through at once', async () => {
  expect(await turnsOfOthers(900, 0.01)).toBe(0);
});

it('long work lets others go first after each slice of ten milliseconds', async () => {
  expect(await turnsOfOthers(40, 5)).toBeGreaterThanOrEqual(19);
});
