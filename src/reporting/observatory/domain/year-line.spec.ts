import { describe, expect, it } from '../../../../test/support/runner.js';
import { monthsBefore, yearLine } from './year-line.js';

describe('months before', () => {
  it.each([
    ['2026-11', 1, '2026-10'],
    ['2026-01', 1, '2025-12'],
    ['2026-11', 12, '2025-11'],
    ['2026-03', 27, '2023-12'],
    ['2026-03', 0, '2026-03'],
  ])('%s, %i earlier: %s', (month, months, expected) => expect(monthsBefore(month, months)).toBe(expected));
});

const values = [
  { month: '2025-10', value: 28 },
  { month: '2025-11', value: 33 },
  { month: '2026-10', value: 27 },
  { month: '2026-11', value: 31 },
];

describe('a year of months', () => {
  it('ends with the month, and begins with the same one a year earlier', () => {
    const line = yearLine(values, '2026-11');
    expect(line).toHaveLength(13);
    expect(line[0]).toEqual({ month: '2025-11', value: 33, before: null });
    expect(line.at(-1)).toEqual({ month: '2026-11', value: 31, before: 33 });
    expect(line.at(-2)).toEqual({ month: '2026-10', value: 27, before: 28 });
    expect(line[3]).toEqual({ month: '2026-02', value: null, before: null });
  });
});
