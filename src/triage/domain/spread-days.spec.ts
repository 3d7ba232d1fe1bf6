import { describe, expect, it } from '@jest/globals';
import { spreadOverDays } from './spread-days.js';

describe('families written to a few on each day', () => {
  it.each([
    ['nobody', 0, 5, '2026-12-01', []],
    ['all on the first day', 3, 5, '2026-12-01', ['2026-12-01', '2026-12-01', '2026-12-01']],
    ['from Friday over the weekend', 3, 1, '2026-12-04', ['2026-12-04', '2026-12-07', '2026-12-08']],
    ['not at Christmas', 2, 1, '2026-12-24', ['2026-12-24', '2026-12-28']],
    ['not on the Sunday that was asked', 1, 1, '2026-11-29', ['2026-11-30']],
  ])('%s', (_name, count, perDay, from, days) => expect(spreadOverDays(count, perDay, from)).toEqual(days));
});
