import { describe, expect, it } from '../../../../test/support/runner.js';
import { judgeMonths, lastDayOf, monthsIn, proposedMonths } from './report-period.js';

describe('the months of a report', () => {
  it.each([
    ['the last six months that are over', '2026-11-29', '2026-05', '2026-10'],
    ['over the turn of a year', '2027-01-01', '2026-07', '2026-12'],
  ])('proposes %s', (_, today, first, last) => expect(proposedMonths(today)).toEqual({ first, last }));

  it.each([
    ['one month', '2026-10', '2026-10', null],
    ['a month that is not over', '2026-10', '2026-11', null],
    ['two years', '2024-12', '2026-11', null],
    ['more than two years', '2024-11', '2026-11', { field: 'first', code: 'tooLong' }],
    ['the last before the first', '2026-10', '2026-09', { field: 'last', code: 'order' }],
    ['a month to come', '2026-10', '2026-12', { field: 'last', code: 'future' }],
  ])('judges %s', (_, first, last, problem) => expect(judgeMonths({ first, last }, '2026-11-29')).toEqual(problem));

  it('counts every month, and ends on its last day', () => {
    expect(monthsIn({ first: '2026-11', last: '2027-02' })).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
    expect([lastDayOf('2028-02'), lastDayOf('2026-11')]).toEqual(['2028-02-29', '2026-11-30']);
  });
});
