import { describe, expect, it } from '../../../../test/support/runner.js';
import { slotsToMask, type Slot } from '../../../foundation/kernel/week-schedule.js';
import { fitsOnRelease, vacatedFrom, type SectionSlots } from './conditional-places.js';

const in_ = (sectionId: string, ...slots: Slot[]): SectionSlots => ({ sectionId, slots: slotsToMask(slots) });
const free = (am: number, pm: number): Map<Slot, number> =>
  new Map([
    ['mon-am', am],
    ['mon-pm', pm],
  ]);
const WANTED = in_('babies', 'mon-am', 'mon-pm');

describe('a place that another child has still to give up', () => {
  it.each<[string, Map<Slot, number>, SectionSlots[], SectionSlots[], boolean]>([
    ['has room already', free(1, 1), [], [], true],
    ['has none, and nobody gives any up', free(1, 0), [], [], false],
    ['is given up whole', free(0, 0), [WANTED], [], true],
    ['is given up in part, the rest is free', free(0, 1), [in_('babies', 'mon-am')], [], true],
    ['is given up in part, the rest is not free', free(0, 0), [in_('babies', 'mon-am')], [], false],
    ['is given up by two children together', free(0, 0), [in_('babies', 'mon-am'), in_('babies', 'mon-pm')], [], true],
    ['is another section’s', free(0, 0), [in_('toddlers', 'mon-am', 'mon-pm')], [], false],
    ['is promised to another child already', free(0, 0), [WANTED], [in_('babies', 'mon-pm')], false],
    ['is given up by two, promised to one', free(0, 0), [WANTED, WANTED], [WANTED], true],
    ['one seat free is promised to who waits for it', free(1, 1), [], [WANTED], false],
    ['on a half-day that never opens', new Map([['mon-am', 3]]), [WANTED], [], false],
  ])('%s', (_, room, vacated, promised, fits) => {
    expect(fitsOnRelease(WANTED, room, vacated, promised)).toBe(fits);
  });
});

describe('what a place given up frees', () => {
  it.each([
    ['2027-08-31', 0],
    ['2027-09-01', 1],
    ['2029-08-31', 1],
  ])('held until %s, for a child who enters on 1 September 2027: %i', (to, count) => {
    expect(vacatedFrom([{ ...WANTED, to }], '2027-09-01')).toHaveLength(count);
  });
});
