import fc from 'fast-check';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { addDays } from '../../../foundation/kernel/time.js';
import { slotsToMask, SLOTS } from '../../../foundation/kernel/week-schedule.js';
import { halfDaysBetween, type SeatClaim } from './seat-claim.js';
import { runsOf } from './seat-runs.js';

const claim = (slots: SeatClaim['slots'], from: string, to: string): SeatClaim => ({
  sectionId: 'crib',
  slots,
  from,
  to,
});
const monday = slotsToMask(['mon-am']);

/** Day after day, half-day after half-day. */
function counted(
  days: readonly { readonly day: string; readonly half: number; readonly seats: number }[],
): Record<string, number> {
  const seats: Record<string, number> = {};
  for (const one of days) seats[`${one.day}/${one.half}`] = (seats[`${one.day}/${one.half}`] ?? 0) + one.seats;
  return seats;
}

describe('the seats that claims hold together', () => {
  it.each<[string, SeatClaim[], [string, string, number][]]>([
    ['one claim is one run', [claim(monday, '2027-01-04', '2027-01-31')], [['2027-01-04', '2027-01-31', 1]]],
    [
      'equal claims are one run of two',
      [claim(monday, '2027-01-04', '2027-01-31'), claim(monday, '2027-01-04', '2027-01-31')],
      [['2027-01-04', '2027-01-31', 2]],
    ],
    [
      'one within the other',
      [claim(monday, '2027-01-04', '2027-01-31'), claim(monday, '2027-01-11', '2027-01-17')],
      [
        ['2027-01-04', '2027-01-10', 1],
        ['2027-01-11', '2027-01-17', 2],
        ['2027-01-18', '2027-01-31', 1],
      ],
    ],
    [
      'nothing between two',
      [claim(monday, '2027-01-04', '2027-01-10'), claim(monday, '2027-01-18', '2027-01-24')],
      [
        ['2027-01-04', '2027-01-10', 1],
        ['2027-01-18', '2027-01-24', 1],
      ],
    ],
    ['ended before it began', [claim(monday, '2027-01-04', '2027-01-03')], []],
  ])('%s', (_, claims, expected) =>
    expect(runsOf(claims).map(({ from, to, seats }) => [from, to, seats])).toEqual(expected),
  );

  it('are those of each claim, added up, and no half-day of a day is said twice', () => {
    const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2027-01-01', days));
    const claims = fc.array(
      fc.record({ slots: fc.integer({ min: 0, max: 2 ** SLOTS.length - 1 }), from: day, to: day }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(claims, (given) => {
        const all = given.map(({ slots, from, to }) => claim(slots, from, to));
        const held = runsOf(all).flatMap(({ slot, from, to, seats }) =>
          halfDaysBetween(slotsToMask([slot]), from, to).map((one) => ({ ...one, seats })),
        );
        expect(counted(held)).toEqual(
          counted(
            all.flatMap(({ slots, from, to }) => halfDaysBetween(slots, from, to).map((one) => ({ ...one, seats: 1 }))),
          ),
        );
        expect(Object.keys(counted(held))).toHaveLength(held.length);
      }),
      { numRuns: 300 },
    );
  });
});
