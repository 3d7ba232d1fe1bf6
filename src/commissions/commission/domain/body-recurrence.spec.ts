import { describe, expect, it } from '../../../../test/support/runner.js';
import { foreseen, settled } from './body-recurrence.js';

describe('the dates of a body’s year', () => {
  const days = ['2027-03-02', '2027-06-01', '2027-09-07'];

  it('are those of the rule, but for what was settled otherwise', () => {
    const exceptions = [
      { day: '2027-06-01', to: '2027-06-08' },
      { day: '2027-09-07', to: null },
      { day: '2026-12-01', to: null },
    ];
    expect(foreseen(days, exceptions)).toEqual([
      { ruleDay: '2027-03-02', day: '2027-03-02' },
      { ruleDay: '2027-06-01', day: '2027-06-08' },
      { ruleDay: '2027-09-07', day: null },
    ]);
  });

  it('are settled one by one, the last word holding', () => {
    const skipped = settled([], '2027-06-01', null);
    expect(skipped).toEqual([{ day: '2027-06-01', to: null }]);
    const moved = settled(skipped, '2027-06-01', '2027-06-08');
    expect(moved).toEqual([{ day: '2027-06-01', to: '2027-06-08' }]);
    expect(settled(settled(moved, '2027-03-02', null), '2027-06-01', undefined)).toEqual([
      { day: '2027-03-02', to: null },
    ]);
    expect(settled(moved, '2027-06-01', '2027-06-01')).toEqual([]);
  });
});
