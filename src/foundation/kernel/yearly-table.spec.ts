import { describe, expect, it } from '../../../test/support/runner.js';
import { standingOf, type YearlyStanding } from './yearly-table.js';

describe('a table of a year', () => {
  it.each<[string | null, string, YearlyStanding | null]>([
    [null, '2026-11-30', 'none'],
    ['2027-09-01', '2026-09-30', null],
    ['2027-09-01', '2026-10-01', 'ending'],
    ['2027-09-01', '2027-08-31', 'ending'],
    ['2027-09-01', '2027-09-01', 'ended'],
    ['2028-01-01', '2027-09-30', null],
    ['2028-01-01', '2027-10-01', 'ending'],
    ['2026-09-01', '2028-02-29', 'ended'],
  ])('that ends before %s is, on %s: %s', (endsBefore, today, standing) =>
    expect(standingOf({ endsBefore, words: { none: '', ended: '', ending: '' }, href: null }, today)).toBe(standing),
  );
});
