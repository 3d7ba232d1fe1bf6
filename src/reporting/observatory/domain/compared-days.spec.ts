import { describe, expect, it } from '../../../../test/support/runner.js';
import { comparedDays } from './compared-days.js';

describe('the days that a figure is compared with', () => {
  it.each([
    ['2026-11-29', ['2026-10-29', '2025-11-29']],
    ['2026-11-30', ['2026-10-31', '2025-11-30']],
    ['2026-09-30', ['2026-08-31', '2025-09-30']],
    ['2027-02-28', ['2027-01-31', '2026-02-28']],
    ['2028-02-29', ['2028-01-31', '2027-02-28']],
    ['2027-03-31', ['2027-02-28', '2026-03-31']],
  ])('of %s', (day, days) => expect(comparedDays(day)).toEqual(days));
});
