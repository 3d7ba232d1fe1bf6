import { describe, expect, it } from '../../../../test/support/runner.js';
import { standingOf, type GridDates, type GridStanding } from './grid-standing.js';

const DRAFT: GridDates = { status: 'draft', inForceFrom: null, retiredFrom: null };
const VOTED: GridDates = { status: 'in_force', inForceFrom: '2026-12-01', retiredFrom: null };

describe('where a version stands', () => {
  it.each<[string, GridDates, string, GridStanding]>([
    ['a draft, on any day', DRAFT, '2026-12-01', 'draft'],
    ['voted, the day before it counts', VOTED, '2026-11-30', 'coming'],
    ['the first day', VOTED, '2026-12-01', 'in_force'],
    ['as long as no other follows', VOTED, '2036-12-01', 'in_force'],
    ['the last day before another', { ...VOTED, retiredFrom: '2027-09-01' }, '2027-08-31', 'in_force'],
    ['the day of the other', { ...VOTED, retiredFrom: '2027-09-01' }, '2027-09-01', 'retired'],
    [
      'replaced on its own first day: it never counted',
      { ...VOTED, retiredFrom: '2026-12-01' },
      '2026-12-01',
      'retired',
    ],
  ])('%s', (_, dates, on, expected) => expect(standingOf(dates, on)).toBe(expected));
});
