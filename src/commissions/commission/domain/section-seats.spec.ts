import { describe, expect, it } from '../../../../test/support/runner.js';
import type { Instance, Places } from '../../matching/index.js';
import { fewestFree, sectionSeats } from './section-seats.js';

const MORNINGS = ['mon-am@2027-01-01', 'tue-am@2027-01-01', 'mon-am@2027-09-01', 'tue-am@2027-09-01'];
const instance: Instance = {
  slots: MORNINGS,
  establishments: {
    ma: {
      capacity: {
        babies: { 'mon-am@2027-01-01': 3, 'tue-am@2027-01-01': 2, 'mon-am@2027-09-01': 4, 'tue-am@2027-09-01': 2 },
        'babies~avip': 1,
      },
    },
  },
  children: {},
  families: {},
};
const place = (section: string, ...slots: string[]) => ({ at: 'ma', section, slots });

describe('the seats that a session could give, and those that it left', () => {
  it.each<[string, Places, [number, number], [number, number]]>([
    // Monday 3 (the fewest of 3 and 4) and Tuesday 2.
    ['nobody is admitted', { lea: null }, [5, 5], [2, 2]],
    ['a child holds both mornings from January', { lea: place('babies', ...MORNINGS) }, [5, 3], [2, 2]],
    // Free until September, but nobody else could have had Tuesday for the whole stay.
    ['a child enters in September', { lea: place('babies', MORNINGS[2]!, MORNINGS[3]!) }, [5, 4], [2, 2]],
    // Monday is given once too often in September: that takes no Tuesday away.
    [
      'a half-day is given too often',
      Object.fromEntries(['lea', 'tom', 'zoe', 'ali', 'eva'].map((id) => [id, place('babies', MORNINGS[2]!)])),
      [5, 2],
      [2, 2],
    ],
    ['a child takes a reserved place', { lea: place('babies~avip', MORNINGS[0]!, MORNINGS[2]!) }, [5, 5], [2, 1]],
  ])('%s', (_, places, babies, reserved) =>
    expect(sectionSeats(instance, places)).toEqual([
      { at: 'ma', section: 'babies', places: babies[0], left: babies[1] },
      { at: 'ma', section: 'babies~avip', places: reserved[0], left: reserved[1] },
    ]),
  );
});

describe('the places that are free on a half-day', () => {
  const closing: Instance = {
    ...instance,
    establishments: {
      ma: { capacity: { babies: { 'mon-am@2027-01-01': 3, 'mon-am@2027-09-01': 1, 'tue-am@2027-01-01': 2 } } },
    },
  };
  const FULL = { lea: place('babies', MORNINGS[2]!) };

  it.each<[string, Places, 'mon-am' | 'tue-am' | 'wed-am', number | null]>([
    ['are the fewest of all spans', {}, 'mon-am', 1],
    ['are none where one span is full, whatever is free before', FULL, 'mon-am', 0],
    ['are none where the section closes before the end', {}, 'tue-am', 0],
    ['are not told of a half-day on which it never opens', {}, 'wed-am', null],
  ])('%s', (_, taken, slot, expected) => expect(fewestFree(closing, taken)('ma', 'babies', slot)).toBe(expected));
});
