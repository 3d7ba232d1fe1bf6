import { describe, expect, it } from '../../../../test/support/runner.js';
import { firstOpenDay, isOpenDay, type SectionCalendar } from './opening-days.js';

const WEEKDAYS_ONLY = {
  from: '2026-01-01',
  to: null,
  seats: { 'mon-am': 4, 'tue-am': 4, 'wed-pm': 4, 'thu-am': 4, 'fri-am': 4, 'sat-am': 0 },
} as const;
const calendar: SectionCalendar = {
  closings: [
    { from: '2027-08-02', to: '2027-08-29', yearly: false },
    { from: '2027-12-24', to: '2028-01-02', yearly: false },
  ],
  closedFrom: null,
  capacities: [WEEKDAYS_ONLY],
  isHoliday: (day) => ['2027-11-01', '2027-05-06'].includes(day),
};

describe('the first day on which a place may begin', () => {
  it.each<[string, string, string | null, Partial<SectionCalendar>?]>([
    ['an ordinary Monday', '2027-03-01', '2027-03-01'],
    ['a day open in the afternoon only', '2027-03-03', '2027-03-03'],
    ['a Saturday without a seat', '2027-03-06', '2027-03-08'],
    ['a public holiday', '2027-11-01', '2027-11-02'],
    ['the first day of a closing period, which ends on a Sunday', '2027-08-02', '2027-08-30'],
    ['the last day of a closing period, then a weekend', '2028-01-01', '2028-01-03'],
    ['a Saturday where nobody knows the capacity', '2027-03-06', '2027-03-06', { capacities: [] }],
    [
      'a Saturday on which a later capacity opens',
      '2027-03-06',
      '2027-03-06',
      { capacities: [WEEKDAYS_ONLY, { from: '2027-03-01', to: null, seats: { 'sat-pm': 2 } }] },
    ],
    [
      'a summer closing of every year',
      '2029-08-20',
      '2029-08-30',
      { closings: [{ from: '2027-08-02', to: '2027-08-29', yearly: true }] },
    ],
    ['a section that has closed for good', '2027-03-01', null, { closedFrom: '2027-03-01' }],
    ['the last day before it closes', '2027-03-01', '2027-03-01', { closedFrom: '2027-03-02' }],
    [
      'a section that opens on no day',
      '2027-03-01',
      null,
      { capacities: [{ from: '2026-01-01', to: null, seats: {} }] },
    ],
  ])('%s', (_, wanted, first, other = {}) => {
    expect(firstOpenDay({ ...calendar, ...other }, wanted)).toBe(first);
    expect(isOpenDay({ ...calendar, ...other }, wanted)).toBe(first === wanted);
  });

  it('is none beyond the last day that is asked about', () =>
    expect(firstOpenDay(calendar, '2027-08-02', '2027-08-29')).toBeNull());
});
