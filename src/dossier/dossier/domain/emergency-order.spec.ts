import { describe, expect, it } from '../../../../test/support/runner.js';
import { inTimeFirst } from './emergency-order.js';

const TODAY = '2026-12-12';

describe('the order of emergencies', () => {
  it.each([
    ['the nearest day to come first', ['2026-12-20', '2026-12-14'], ['2026-12-14', '2026-12-20']],
    ['what can be done in time before what is late', ['2026-12-07', '2026-12-20'], ['2026-12-20', '2026-12-07']],
    ['today is still in time', ['2026-12-11', '2026-12-12'], ['2026-12-12', '2026-12-11']],
    ['of what is late, the latest first', ['2026-10-01', '2026-12-07'], ['2026-12-07', '2026-10-01']],
    ['the same day keeps its order', ['2026-12-14', '2026-12-14'], ['2026-12-14', '2026-12-14']],
  ])('%s', (_, days, sorted) => {
    expect([...days].sort(inTimeFirst(TODAY, (day) => day))).toEqual(sorted);
  });
});
