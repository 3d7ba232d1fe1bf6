import { describe, expect, it } from '../../../../test/support/runner.js';
import { lastDayOf, monthsOf, periodsBetween, quarterAround, schoolYearAround } from './working-period.js';

describe('a period of working time', () => {
  it.each<[string, string[] | null]>([
    ['2026-10', ['2026-10']],
    ['2026-T4', ['2026-10', '2026-11', '2026-12']],
    ['2026-T1', ['2026-01', '2026-02', '2026-03']],
    ['2026-13', null],
    ['2026-T5', null],
    ['2026-2028', null],
    ['', null],
    ['1999-10', null],
  ])('%s has the months %j', (period, months) => {
    expect(monthsOf(period)).toEqual(months);
  });

  it('of a school year begins in September', () => {
    const months = monthsOf('2026-2027')!;
    expect([months.length, months[0], months.at(-1)]).toEqual([12, '2026-09', '2027-08']);
  });

  it.each([
    ['2026-08', '2025-2026', '2026-T3'],
    ['2026-09', '2026-2027', '2026-T3'],
    ['2026-01', '2025-2026', '2026-T1'],
  ])('around %s is the school year %s and the quarter %s', (month, year, quarter) => {
    expect([schoolYearAround(month), quarterAround(month)]).toEqual([year, quarter]);
  });

  it('is chosen among school years, quarters, then months, latest first', () => {
    expect(periodsBetween('2026-08', '2026-10')).toEqual([
      '2026-2027',
      '2025-2026',
      '2026-T4',
      '2026-T3',
      '2026-10',
      '2026-09',
      '2026-08',
    ]);
  });

  it('has months of their own length', () => {
    expect([lastDayOf('2026-02'), lastDayOf('2028-02'), lastDayOf('2026-12')]).toEqual([
      '2026-02-28',
      '2028-02-29',
      '2026-12-31',
    ]);
  });
});
