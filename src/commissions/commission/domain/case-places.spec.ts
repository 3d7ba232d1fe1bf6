import { describe, expect, it } from '../../../../test/support/runner.js';
import type { Instance } from '../../matching/index.js';
import { halfDayIn, type PeriodHalfDay } from './case-places.js';
import { Room } from './room.js';
import type { Slot } from '../../../foundation/kernel/week-schedule.js';

describe('a half-day of a section in a period of a session', () => {
  // The first period is one Wednesday; the section never opens on Tuesdays.
  const instance: Instance = {
    slots: ['wed-am@2027-02-10', 'mon-am@2027-02-11', 'tue-am@2027-02-11', 'wed-am@2027-02-11'],
    establishments: {
      ma: { capacity: { babies: { 'wed-am@2027-02-10': 1, 'mon-am@2027-02-11': 2, 'wed-am@2027-02-11': 2 } } },
    },
    children: {},
    families: {},
  };
  const room = new Room(instance, [{ at: 'ma', section: 'babies', slots: ['wed-am@2027-02-11'] }]);

  it.each<[string, Slot, string, PeriodHalfDay]>([
    ['that has room', 'wed-am', '2027-02-10', { left: 1, occurs: true }],
    ['beside what others hold', 'wed-am', '2027-02-11', { left: 1, occurs: true }],
    ['that does not occur in it is not closed', 'mon-am', '2027-02-10', { left: null, occurs: false }],
    ['on which the section is closed', 'tue-am', '2027-02-11', { left: null, occurs: true }],
  ])('%s', (_, slot, start, expected) =>
    expect(halfDayIn(instance, room, { at: 'ma', section: 'babies' }, slot, start)).toEqual(expected),
  );
});
