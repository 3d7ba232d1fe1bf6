import { describe, expect, it } from '../../../../test/support/runner.js';
import { addDays, isoWeekday, type Day } from '../../../foundation/kernel/time.js';
import { slotsToMask, type Slot } from '../../../foundation/kernel/week-schedule.js';
import { findEmptyMonths } from './empty-months.js';

const TODAY = '2027-01-04';
const MONDAYS = slotsToMask(['mon-am', 'mon-pm']);
const BOTH = slotsToMask(['mon-am', 'mon-pm', 'tue-am', 'tue-pm']);

/** Mondays and Tuesdays of half a year, with as many free seats on each as `seatsOn` says. */
function sectionWith(seatsOn: (day: Day) => number | null) {
  const free = new Map<string, number>();
  for (let day = TODAY; day <= '2027-06-30'; day = addDays(day, 1)) {
    const seats = isoWeekday(day) <= 2 ? seatsOn(day) : null;
    if (seats !== null) for (const half of [0, 1]) free.set(`${day}/${half}`, seats);
  }
  return { id: 'babies', free };
}
const arrives = (from: Day, slots = BOTH) => ({ sectionId: 'babies', slots, from });
const said = (seatsOn: (day: Day) => number | null, ...arrivals: ReturnType<typeof arrives>[]) =>
  findEmptyMonths([sectionWith(seatsOn)], arrivals, TODAY).map(({ slots, from, to, seats }) => [
    from,
    to,
    slots,
    seats,
  ]);

describe('the months in which a seat waits for its next child', () => {
  it.each([
    [
      'from the day after one leaves to the day before the next',
      (day: Day) => (day > '2027-02-05' ? 1 : 0),
      '2027-02-08',
    ],
    ['from today, where nobody held it before', () => 1, TODAY],
    ['over a closing', (day: Day) => (day > '2027-03-01' && day < '2027-03-12' ? null : 1), TODAY],
  ])('are counted %s', (_, seatsOn, from) => {
    expect(said(seatsOn, arrives('2027-05-03'))).toEqual([[from, '2027-05-02', BOTH, 1]]);
  });

  it.each([
    ['it is taken until its child comes', () => 0, arrives('2027-05-03')],
    ['it is free for less than four weeks', (day: Day) => (day > '2027-04-10' ? 1 : 0), arrives('2027-05-03')],
    ['the child is there already', () => 1, arrives(TODAY)],
    ['the child comes to another section', () => 1, { ...arrives('2027-05-03'), sectionId: 'older' }],
  ])('are none where %s', (_, seatsOn, arrival) => {
    expect(said(seatsOn, arrival)).toEqual([]);
  });

  it('are those of as many seats as children come, and of no more than are free', () => {
    expect(said(() => 2, arrives('2027-05-03'), arrives('2027-05-03'), arrives('2027-05-03'))).toEqual([
      [TODAY, '2027-05-02', BOTH, 2],
    ]);
  });

  it('have the half-days that make the most of them', () => {
    const tuesdays: Slot[] = ['tue-am', 'tue-pm'];
    const busyTuesdays = (until: Day) => (day: Day) => (isoWeekday(day) === 2 && day < until ? 0 : 1);
    expect(said(busyTuesdays('2027-04-01'), arrives('2027-05-03'))).toEqual([[TODAY, '2027-05-02', MONDAYS, 1]]);
    expect(said(busyTuesdays('2027-01-20'), arrives('2027-05-03'))).toEqual([
      ['2027-01-26', '2027-05-02', MONDAYS | slotsToMask(tuesdays), 1],
    ]);
  });
});
