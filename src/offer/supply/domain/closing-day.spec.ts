import { describe, expect, it } from '../../../../test/support/runner.js';
import { beforeClosing, closingDayOf } from './closing-day.js';

const closed = (closedFrom: string | null): { closedFrom: string | null } => ({ closedFrom });

describe('the day on which a section closes', () => {
  it('is its own, or that of its establishment: the first of both', () => {
    expect(closingDayOf(closed(null), closed(null))).toBeNull();
    expect(closingDayOf(closed('2027-07-01'), closed(null))).toBe('2027-07-01');
    expect(closingDayOf(closed('2027-07-01'), closed('2027-03-01'))).toBe('2027-03-01');
  });

  it('ends the periods that run then, and leaves out the later ones', () => {
    const rows = [
      { from: '2026-09-01', to: '2026-12-31' },
      { from: '2027-01-01', to: null },
      { from: '2027-09-01', to: null },
    ];
    expect(beforeClosing(rows, null)).toEqual(rows);
    expect(beforeClosing(rows, '2027-03-01')).toEqual([rows[0], { from: '2027-01-01', to: '2027-02-28' }]);
  });
});
