import { describe, expect, it } from '../../../../test/support/runner.js';
import { slotsToMask } from '../../../foundation/kernel/week-schedule.js';
import { halfDayMinutes, hoursByMonth } from './held-hours.js';

const WEEK = {
  mon: { start: '07:30', end: '18:30' },
  tue: { start: '09:00', end: '12:00' },
  wed: { start: '14:00', end: '18:00' },
};
const MONDAYS = slotsToMask(['mon-am', 'mon-pm']);
const RESERVED = { sectionId: 's', owner: 'avip', from: '2027-09-01', to: null, slots: MONDAYS, places: 2 };
const held = (from: string, to: string, more: object = {}) => ({
  sectionId: 's',
  slots: slotsToMask(['mon-am', 'mon-pm', 'tue-am']),
  reservedFor: 'avip',
  from,
  to,
  ...more,
});
const count = (rows: ReturnType<typeof held>[], reserved = [RESERVED]) =>
  hoursByMonth({
    days: { from: '2027-08-01', to: '2027-10-31' },
    reserved,
    held: rows,
    isOpen: (_, day) => day !== '2027-09-13',
    openingOn: () => WEEK,
  });

describe('hours held by owner and month', () => {
  it.each([
    ['2027-09-06', [330, 330]],
    ['2027-09-07', [180, 0]],
    ['2027-09-08', [0, 240]],
    ['2027-09-09', [0, 0]],
  ])('%s is open for %o minutes', (day, minutes) => expect(halfDayMinutes(WEEK, day)).toEqual(minutes));

  it('counts the Mondays that are open: three of September 2027, four of October', () => {
    const day = 2 * 660;
    expect(count([])).toEqual([
      { month: '2027-09', owner: 'avip', reserved: 3 * day, held: 0 },
      { month: '2027-10', owner: 'avip', reserved: 4 * day, held: 0 },
    ]);
  });

  it('counts what the owner’s children hold, from their first day to their last, and no seat of another', () => {
    const rows = [
      held('2027-09-20', '2027-10-04'),
      held('2027-09-01', '2027-12-31', { reservedFor: null }),
      held('2027-09-01', '2027-12-31', { sectionId: 'other' }),
      held('2027-09-01', '2027-12-31', { reservedFor: 'commune:71306' }),
    ];
    expect(count(rows).map((row) => row.held)).toEqual([2 * 660, 660]);
  });

  it('never counts more than is reserved', () => {
    const rows = [1, 2, 3].map(() => held('2027-01-01', '2027-12-31'));
    expect(count(rows).map((row) => row.held)).toEqual([3 * 1320, 4 * 1320]);
  });

  it('adds the reservations of one owner up, and keeps owners apart', () => {
    const rows = count(
      [held('2027-09-01', '2027-09-30')],
      [RESERVED, { ...RESERVED, sectionId: 'older', places: 1 }, { ...RESERVED, owner: 'commune:71306', places: 1 }],
    );
    expect(rows.filter(({ month }) => month === '2027-09')).toEqual([
      { month: '2027-09', owner: 'avip', reserved: 3 * 3 * 660, held: 3 * 660 },
      { month: '2027-09', owner: 'commune:71306', reserved: 3 * 660, held: 0 },
    ]);
  });
});
