import { describe, expect, it } from '../../../../test/support/runner.js';
import { freeInWeek } from './free-in-week.js';

const section = (...free: number[]) => ({
  halfDays: free.map((count) => ({ places: count < 0 ? 0 : 10, free: Math.max(0, count) })),
});

describe('freeInWeek', () => {
  it.each([
    ['a full section', [section(0, 0)], { wholeWeek: 0, halfDays: 0 }],
    ['one place all week and two half-days more', [section(1, 2, 2)], { wholeWeek: 1, halfDays: 2 }],
    ['closed half-days do not count', [section(-1, 2, 3)], { wholeWeek: 2, halfDays: 1 }],
    ['sections add up', [section(1, 1), section(0, 3)], { wholeWeek: 1, halfDays: 3 }],
    ['nothing open', [section(-1)], { wholeWeek: 0, halfDays: 0 }],
  ])('%s', (_, sections, expected) => expect(freeInWeek(sections)).toEqual(expected));
});
