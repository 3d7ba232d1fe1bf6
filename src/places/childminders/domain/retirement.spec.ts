import { describe, expect, it } from '../../../../test/support/runner.js';
import { foreseeRetirements } from './retirement.js';

const years = (count: number, year: number | null) => Array.from({ length: count }, () => year);

describe('retirements foreseen', () => {
  it('count those who turn 55 this year or are older, among the declared years', () =>
    expect(foreseeRetirements([...years(6, 1971), ...years(7, 1972), ...years(3, null)], '2026-11-28')).toEqual({
      active: 16,
      declared: 13,
      foreseen: 6,
    }));

  it.each([
    [4, 20],
    [20, 4],
    [0, 20],
  ])('are not told of %s older and %s younger ones', (older, younger) =>
    expect(foreseeRetirements([...years(older, 1960), ...years(younger, 1990)], '2026-11-28').foreseen).toBeNull(),
  );
});
