import { expect, it } from 'vitest';
import { Slices } from './slices.js';

const busyFor = (millis: number): void => {
  const until = performance.now() + millis;
  while (performance.now() < until);
};

it('long work lets others go first now and then, and short work goes through at once', async () => {
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  });
  const [long, short] = [new Slices(), new Slices()];
  for (let step = 0; step < 1000; step += 1) await short.giveWay();
  const ofShort = turns;
  for (let step = 0; step < 40; step += 1) {
    busyFor(5);
    await long.giveWay();
  }
  clearInterval(timer);
  expect(ofShort).toBeLessThan(5);
  // 200 milliseconds in slices of 10, and what other programs take of them.
  expect(turns - ofShort).toBeGreaterThan(8);
});
