import { describe, expect, it } from 'vitest';
import type { Instance, Places } from '../../matching/index.js';
import { sectionSeats } from './section-seats.js';

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
    ['a child takes a reserved place', { lea: place('babies~avip', MORNINGS[0]!, MORNINGS[2]!) }, [5, 5], [2, 1]],
  ])('%s', (_, places, babies, reserved) =>
    expect(sectionSeats(instance, places)).toEqual([
      { at: 'ma', section: 'babies', places: babies[0], left: babies[1] },
      { at: 'ma', section: 'babies~avip', places: reserved[0], left: reserved[1] },
    ]),
  );
});
