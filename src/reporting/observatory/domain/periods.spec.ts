import { describe, expect, it } from '../../../../test/support/runner.js';
import { listPeriods, readPeriod } from './periods.js';

describe('a period', () => {
  it.each([
    [{ code: '2026-02' }, 'month', '2026-02-01', '2026-02-28'],
    [{ code: '2028-02' }, 'month', '2028-02-01', '2028-02-29'],
    [{ code: '2026-T1' }, 'quarter', '2026-01-01', '2026-03-31'],
    [{ code: '2026-T4' }, 'quarter', '2026-10-01', '2026-12-31'],
    [{ code: '2026-2027' }, 'schoolYear', '2026-09-01', '2027-08-31'],
    [{ from: '2026-10-15', to: '2026-11-03' }, 'days', '2026-10-15', '2026-11-03'],
    [{ code: '2026-02', from: '2026-10-15', to: '2026-10-15' }, 'days', '2026-10-15', '2026-10-15'],
  ])('%j', (asked, kind, from, to) => expect(readPeriod(asked)).toMatchObject({ kind, from, to }));

  it.each([
    {},
    { code: '2026-13' },
    { code: '2026-T5' },
    { code: '2026-2028' },
    { code: 'x' },
    { from: '2026-10-15' },
    { from: '2026-10-15', to: '2026-10-14' },
    { from: '2026-02-30', to: '2026-03-01' },
  ])('is none: %j', (asked) => expect(readPeriod(asked)).toBeNull());
});

describe('the periods to choose from', () => {
  it('are the months, then quarters, then school years, latest first', () => {
    expect(listPeriods('2026-07', '2026-11-29').map(({ code }) => code)).toEqual([
      ...['2026-11', '2026-10', '2026-09', '2026-08', '2026-07'],
      ...['2026-T4', '2026-T3'],
      ...['2026-2027', '2025-2026'],
    ]);
  });
});
