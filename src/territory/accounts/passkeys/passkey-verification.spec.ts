import { expect, it } from '../../../../test/support/runner.js';
import { countsOn } from './passkey-verification.js';

it.each([
  [0, 0, true],
  [0, 1, true],
  [7, 8, true],
  [7, 900, true],
  [7, 7, false],
  [7, 6, false],
  [7, 0, false],
  [4_294_967_294, 4_294_967_295, true],
])('a counter that goes from %d to %d is taken: %s', (before, now, taken) => expect(countsOn(before, now)).toBe(taken));
