import { describe, expect, it } from '../../../../test/support/runner.js';
import { slotsToMask } from '../../../foundation/kernel/week-schedule.js';
import { judgeFirstDay, judgeWholeTime, nextDayOfCare } from './first-day.js';

const TUESDAY_PM = slotsToMask(['tue-pm']);
const MON_AND_FRI = slotsToMask(['mon-am', 'fri-am']);

describe('the first day of a place', () => {
  it.each([
    ['a half-day of that day', TUESDAY_PM, '2026-12-15', null],
    ['none of that day', TUESDAY_PM, '2026-12-14', '2026-12-15'],
    ['the day of the next week', TUESDAY_PM, '2026-12-16', '2026-12-22'],
    ['the nearest of two', MON_AND_FRI, '2026-12-15', '2026-12-18'],
    ['no half-day at all, which is refused elsewhere', 0, '2026-12-15', null],
  ] as const)('%s', (_, slots, day, next) =>
    expect(judgeFirstDay(slots, day)).toEqual(next && { code: 'placement.dayWithoutCare', facts: { day, next } }),
  );

  it('the first day of its whole time is refused by its own name', () =>
    expect([judgeWholeTime(TUESDAY_PM, '2026-12-15'), judgeWholeTime(TUESDAY_PM, '2026-12-14')?.code]).toEqual([
      null,
      'placement.startWithoutCare',
    ]));

  it('no half-day leads to no day', () => expect(nextDayOfCare(0, '2026-12-15')).toBeNull());
});
