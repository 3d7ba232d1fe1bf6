import { expect, it } from '../../../../test/support/runner.js';
import { fullTimeEquivalents } from './full-time.js';

it.each([
  [1607 * 60, 12, 1],
  [1607 * 60 * 2, 12, 2],
  [8035, 1, 1],
  [8035, 2, 0.5],
  [0, 3, 0],
  [100, 0, 0],
])('%i minutes in %i months are %d full-time equivalents', (minutes, months, equivalents) => {
  expect(fullTimeEquivalents(minutes, months)).toBeCloseTo(equivalents, 6);
});
