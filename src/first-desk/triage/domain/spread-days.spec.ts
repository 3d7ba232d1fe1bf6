import { describe, expect, it } from '../../../../test/support/runner.js';
import { firstWorkingDay, portionsOf, spreadOverDays } from './spread-days.js';

describe('families written to a few on each day', () => {
  it.each([
    ['nobody', 0, 5, '2026-12-01', []],
    ['all on the first day', 3, 5, '2026-12-01', ['2026-12-01', '2026-12-01', '2026-12-01']],
    ['from Friday over the weekend', 3, 1, '2026-12-04', ['2026-12-04', '2026-12-07', '2026-12-08']],
    ['not at Christmas', 2, 1, '2026-12-24', ['2026-12-24', '2026-12-28']],
    ['not on the Sunday that was asked', 1, 1, '2026-11-29', ['2026-11-30']],
  ])('%s', (_name, count, perDay, from, days) => expect(spreadOverDays(count, perDay, from)).toEqual(days));
});

describe('the first day of a campaign', () => {
  it.each([
    ['a Thursday', '2026-11-26', '2026-11-26'],
    ['a Saturday', '2026-11-28', '2026-11-30'],
    ['Christmas, a Friday', '2026-12-25', '2026-12-28'],
  ])('%s', (_name, from, day) => expect(firstWorkingDay(from)).toBe(day));
});

describe('how many days a campaign takes', () => {
  it.each([
    [31, 25, { days: 2, last: 6 }],
    [25, 25, { days: 1, last: 25 }],
    [50, 25, { days: 2, last: 25 }],
    [3, 25, { days: 1, last: 3 }],
  ])('%i families, %i a day', (count, perDay, portions) => {
    expect(portionsOf(count, perDay)).toEqual(portions);
    expect(new Set(spreadOverDays(count, perDay, '2026-12-01')).size).toBe(portions.days);
  });
});
