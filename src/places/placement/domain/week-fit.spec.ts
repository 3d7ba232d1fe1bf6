import { describe, expect, it } from '../../../../test/support/runner.js';
import { slotsToMask, type Slot } from '../../../foundation/kernel/week-schedule.js';
import { fitOf, tightestOf } from './week-fit.js';

const MONDAY: Slot[] = ['mon-am', 'mon-pm'];
const TUESDAY: Slot[] = ['tue-am', 'tue-pm'];
const free = (...slots: Slot[]) =>
  new Map<Slot, number>([...MONDAY, ...TUESDAY].map((slot) => [slot, slots.includes(slot) ? 1 : 0]));
const asked = (slots: readonly Slot[], fewest: number | null = null) => ({
  slots: slotsToMask(slots),
  days: null,
  fewest,
});

describe('how a week fits the free seats', () => {
  it.each([
    ['every half-day is free', asked(['mon-am', 'tue-am']), free('mon-am', 'tue-am'), 'whole', ['mon', 'tue'], []],
    ['a half-day that is not asked for may be full', asked(['mon-am']), free('mon-am'), 'whole', ['mon'], []],
    ['one of two days', asked([...MONDAY, ...TUESDAY]), free(...MONDAY, 'tue-am'), 'part', ['mon'], ['tue-pm']],
    [
      'one of two days, which is enough',
      asked([...MONDAY, ...TUESDAY], 1),
      free(...MONDAY),
      'shorter',
      ['mon'],
      TUESDAY,
    ],
    [
      'one of two days, and two are needed',
      asked([...MONDAY, ...TUESDAY], 2),
      free(...MONDAY),
      'part',
      ['mon'],
      TUESDAY,
    ],
    ['half a day is no day', asked(MONDAY, 1), free('mon-am'), 'none', [], ['mon-pm']],
    ['a closed half-day is not free', asked(['sat-am']), free(...MONDAY), 'none', [], ['sat-am']],
  ] as const)('%s', (_, week, seats, kind, days, full) => {
    expect(fitOf(week, seats)).toEqual({ kind, days, full: slotsToMask(full) });
  });

  it.each([
    ['as many days as asked for', 1, null, 'whole'],
    ['fewer days, which the family accepts', 2, 1, 'shorter'],
    ['fewer days', 2, null, 'part'],
  ] as const)('where only the number of days is known: %s', (_, days, fewest, kind) => {
    expect(fitOf({ slots: 0, days, fewest }, free(...MONDAY, 'tue-am'))).toEqual({ kind, days: ['mon'], full: 0 });
  });

  it('of a week that nobody knows is unknown', () => {
    expect(fitOf({ slots: 0, days: null, fewest: null }, free(...MONDAY)).kind).toBe('unknown');
  });
});

describe('where a request meets the most others', () => {
  const count = (...entries: [Slot, number][]) => new Map<Slot, number>(entries);
  it.each([
    [
      'the half-day with the most requests for a seat',
      count(['mon-am', 6], ['tue-am', 6]),
      count(['mon-am', 3], ['tue-am', 2]),
      { slot: 'tue-am', requests: 6, seats: 2 },
    ],
    [
      'the first of two that are alike',
      count(['mon-am', 4], ['tue-am', 2]),
      count(['mon-am', 2], ['tue-am', 1]),
      { slot: 'mon-am', requests: 4, seats: 2 },
    ],
    [
      'a full half-day says enough by itself',
      count(['mon-am', 9], ['tue-am', 3]),
      count(['mon-am', 0], ['tue-am', 2]),
      { slot: 'tue-am', requests: 3, seats: 2 },
    ],
    ['as many seats as requests', count(['mon-am', 2], ['tue-am', 1]), count(['mon-am', 2], ['tue-am', 1]), null],
    ['half-days of others do not count', count(['mon-pm', 9]), count(['mon-pm', 1], ['mon-am', 1]), null],
  ])('%s', (_, askedFor, seats, expected) => {
    expect(tightestOf(slotsToMask(['mon-am', 'tue-am']), askedFor, seats)).toEqual(expected);
  });
});
