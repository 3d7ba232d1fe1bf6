import { expect, it } from '../../../../test/support/runner.js';
import { sessionSeconds } from './session-seconds.js';

const NOW = '2026-11-30T10:00:00.000Z';
it.each([
  ['2026-11-30T12:00:00.000Z', '2026-11-30T18:00:00.000Z', 7200, 28_800],
  ['2026-11-30T10:00:00.900Z', '2026-11-30T10:00:00.900Z', 0, 0],
  ['2026-11-30T09:00:00.000Z', '2026-11-30T09:30:00.000Z', 0, 0],
])('a session that ends at %s, or at most at %s', (at, atMost, left, most) =>
  expect(sessionSeconds({ at, atMost }, NOW)).toEqual({ left, most }),
);
