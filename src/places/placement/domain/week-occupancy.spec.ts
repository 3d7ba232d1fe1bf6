import { describe, expect, it } from '../../../../test/support/runner.js';
import { slotsToMask } from '../../../foundation/kernel/week-schedule.js';
import fc from 'fast-check';
import { addDays } from '../../../foundation/kernel/time.js';
import { countHalfDays, halfDaysBetween, placesOn } from './seat-claim.js';
import { weekOccupancy } from './week-occupancy.js';

const mornings = slotsToMask(['mon-am', 'tue-am', 'wed-am']);

describe('halfDaysBetween', () => {
  it('names each date once across the change of hour, in spring and in autumn', () => {
    expect(halfDaysBetween(slotsToMask(['sun-am', 'sun-pm', 'mon-am']), '2027-03-27', '2027-03-29')).toEqual([
      { day: '2027-03-28', half: 0 },
      { day: '2027-03-28', half: 1 },
      { day: '2027-03-29', half: 0 },
    ]);
    expect(
      halfDaysBetween(slotsToMask(['sun-am', 'mon-pm']), '2026-10-24', '2026-10-26').map(({ day }) => day),
    ).toEqual(['2026-10-25', '2026-10-26']);
  });
  it('are as many as countHalfDays says, for any week and any days', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 14 - 1 }),
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: -3, max: 60 }),
        (slots, start, length) => {
          const from = addDays('2026-09-01', start);
          expect(countHalfDays(slots, from, addDays(from, length))).toBe(
            halfDaysBetween(slots, from, addDays(from, length)).length,
          );
        },
      ),
    ));
  it('is empty when the last day comes first, or nothing is asked for', () => {
    expect(halfDaysBetween(mornings, '2027-03-02', '2027-03-01')).toEqual([]);
    expect(halfDaysBetween(0, '2027-03-01', '2027-03-31')).toEqual([]);
  });
});

describe('placesOn', () => {
  const capacities = [
    { from: '2026-09-01', to: '2027-02-28', seats: { 'mon-am': 10, 'mon-pm': 10 } },
    { from: '2027-03-01', to: null, seats: { 'mon-am': 8 } },
  ];
  it.each([
    ['2027-02-22', [10, 10]],
    ['2027-03-01', [8]],
    ['2027-03-02', []],
    ['2026-08-31', []],
  ])('%s: %p', (day, places) => expect(placesOn(capacities, day).map((row) => row.places)).toEqual(places));
});

describe('weekOccupancy', () => {
  const row = (day: string, held: number) => ({ day, half: 0, places: 5, held });
  const week = weekOccupancy(
    '2027-03-01',
    [
      { from: '2027-03-02', to: '2028-08-31', slots: mornings },
      { from: '2026-09-01', to: '2027-03-01', slots: mornings },
    ],
    [{ from: '2027-03-03', to: '2028-08-31', slots: mornings }],
    [{ from: '2027-03-02', to: '2027-03-02', slots: mornings }],
    [row('2027-03-01', 1), row('2027-03-02', 1)],
    [{ from: '2026-09-01', to: null, seats: { 'mon-am': 5, 'tue-am': 5, 'wed-am': 6 } }],
  );
  const mornings3 = week.filter(({ half }) => half === 0).slice(0, 3);

  it('counts each child on the dates it is there', () => {
    expect(mornings3.map(({ confirmed }) => confirmed)).toEqual([1, 1, 1]);
    expect(mornings3.map(({ promised }) => promised)).toEqual([0, 0, 1]);
    expect(mornings3.map(({ expected }) => expected)).toEqual([0, 1, 0]);
  });
  it('reads free places from the ledger, and from the capacity where it has no row', () =>
    expect(mornings3.map(({ free }) => free)).toEqual([4, 4, 6]));
  it('has no place where the section does not open', () =>
    expect(week[1]).toEqual({
      day: '2027-03-01',
      half: 1,
      places: 0,
      confirmed: 0,
      promised: 0,
      expected: 0,
      free: 0,
    }));
});
