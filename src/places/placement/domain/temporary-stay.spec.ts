import { describe, expect, it } from '../../../../test/support/runner.js';
import { slotsToMask } from '../../../foundation/kernel/week-schedule.js';
import { lastDayAtHome } from './temporary-stay.js';

const TUESDAYS = slotsToMask(['tue-am', 'tue-pm']);
const THURSDAYS = slotsToMask(['thu-am', 'thu-pm']);
/** Monday 4 to Friday 15 January 2027. */
const STAY = { slots: TUESDAYS | THURSDAYS, from: '2027-01-04', to: '2027-01-15' };
const YEAR = { from: '2026-09-01', to: '2027-08-31' };

describe('until when a child who is received elsewhere has its half-days at home', () => {
  it.each([
    ['the whole stay', [{ ...YEAR, slots: STAY.slots }], '2027-01-15'],
    ['more half-days than asked', [{ ...YEAR, slots: STAY.slots | slotsToMask(['mon-am']) }], '2027-01-15'],
    ['a place that ends', [{ ...YEAR, to: '2027-01-08', slots: STAY.slots }], '2027-01-11'],
    [
      'half-days given up on a day',
      [
        { ...YEAR, to: '2027-01-06', slots: STAY.slots },
        { ...YEAR, from: '2027-01-07', slots: TUESDAYS },
      ],
      '2027-01-06',
    ],
    [
      'two parts that follow each other',
      [
        { ...YEAR, to: '2027-01-10', slots: STAY.slots },
        { ...YEAR, from: '2027-01-11', slots: STAY.slots },
      ],
      '2027-01-15',
    ],
    ['a morning missing', [{ ...YEAR, slots: THURSDAYS | slotsToMask(['tue-pm']) }], '2027-01-04'],
    ['no place', [], '2027-01-04'],
    ['a place that begins later', [{ ...YEAR, from: '2027-01-06', slots: STAY.slots }], '2027-01-04'],
  ])('%s', (_, home, last) => {
    expect(lastDayAtHome(STAY, home)).toBe(last);
  });
});
