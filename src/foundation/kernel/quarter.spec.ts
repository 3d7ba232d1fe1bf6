import { describe, expect, it } from '../../../test/support/runner.js';
import { dayAfterQuarter, isQuarter, lastDayOfQuarter, quarterOf } from './quarter.js';

describe('a quarter', () => {
  it.each([
    ['2026-01-01T10:00:00.000Z', '2026-T1', '2026-03-31', '2026-04-01'],
    // One in the morning of the first of April in Paris.
    ['2026-03-31T23:00:00.000Z', '2026-T2', '2026-06-30', '2026-07-01'],
    ['2026-09-30T10:00:00.000Z', '2026-T3', '2026-09-30', '2026-10-01'],
    ['2026-12-31T22:00:00.000Z', '2026-T4', '2026-12-31', '2027-01-01'],
  ])('%s is in %s', (instant, quarter, last, after) =>
    expect([quarterOf(instant), lastDayOfQuarter(quarter), dayAfterQuarter(quarter)]).toEqual([quarter, last, after]),
  );

  it.each([
    ['2026-T4', true],
    ['2026-T5', false],
    ['2026-4', false],
    ['x2026-T1', false],
  ])('%s', (value, is) => expect(isQuarter(value)).toBe(is));
});
