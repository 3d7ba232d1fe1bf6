import { describe, expect, it } from '../../../../test/support/runner.js';
import { slotsToMask, SLOTS } from '../../../foundation/kernel/week-schedule.js';
import { sharedHalfDay } from './shared-half-day.js';

const WEEK = slotsToMask(SLOTS.slice(0, 10));
const MONDAY = slotsToMask(['mon-am', 'mon-pm']);
const FRIDAY_AFTERNOON = slotsToMask(['fri-pm']);

describe('the half-day that two lines of a child share', () => {
  // 1 February 2027 is a Monday.
  it.each([
    [
      'the old line goes on into the next one',
      { slots: WEEK, from: '2026-09-01', to: '2027-02-28' },
      { slots: WEEK, from: '2027-02-01', to: '2027-08-31' },
      { day: '2027-02-01', half: 'am' },
    ],
    [
      'one follows the other',
      { slots: WEEK, from: '2026-09-01', to: '2027-01-31' },
      { slots: WEEK, from: '2027-02-01', to: '2027-08-31' },
      null,
    ],
    [
      'they share a week-end only',
      { slots: WEEK, from: '2026-09-01', to: '2027-01-31' },
      { slots: WEEK, from: '2027-01-30', to: '2027-08-31' },
      null,
    ],
    [
      'other days of the week',
      { slots: MONDAY, from: '2027-02-01', to: '2027-08-31' },
      { slots: FRIDAY_AFTERNOON, from: '2027-02-01', to: '2027-08-31' },
      null,
    ],
    [
      'one half-day of the week',
      { slots: WEEK, from: '2027-02-01', to: '2027-08-31' },
      { slots: FRIDAY_AFTERNOON, from: '2027-02-01', to: '2027-08-31' },
      { day: '2027-02-05', half: 'pm' },
    ],
    [
      'a half-day that does not come in the days shared',
      { slots: WEEK, from: '2027-02-01', to: '2027-02-04' },
      { slots: FRIDAY_AFTERNOON, from: '2027-02-01', to: '2027-08-31' },
      null,
    ],
    [
      'a line of which nothing was used',
      { slots: WEEK, from: '2027-02-10', to: '2027-02-09' },
      { slots: WEEK, from: '2027-02-01', to: '2027-08-31' },
      null,
    ],
  ])('%s', (_, one, other, expected) => {
    expect(sharedHalfDay(one, other)).toEqual(expected);
    expect(sharedHalfDay(other, one)).toEqual(expected);
  });
});
