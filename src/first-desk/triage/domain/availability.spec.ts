import { describe, expect, it } from '../../../../test/support/runner.js';
import { slotsToMask, type Slot } from '../../../foundation/kernel/week-schedule.js';
import { availabilityOf } from './availability.js';

const free = (entries: Partial<Record<Slot, number>>) => new Map(Object.entries(entries) as [Slot, number][]);
const MONDAY = slotsToMask(['mon-am', 'mon-pm']);

describe('what a section can give', () => {
  it.each([
    [
      'all that is asked',
      free({ 'mon-am': 2, 'mon-pm': 1 }),
      {},
      MONDAY,
      { open: ['mon-am', 'mon-pm'], full: [], closed: [], fewest: 1 },
    ],
    [
      'a part',
      free({ 'mon-am': 0, 'mon-pm': 3 }),
      {},
      MONDAY,
      { open: ['mon-pm'], full: ['mon-am'], closed: [], fewest: 3 },
    ],
    [
      'nothing: too many already',
      free({ 'mon-am': -1, 'mon-pm': 0 }),
      {},
      MONDAY,
      { open: [], full: ['mon-am', 'mon-pm'], closed: [], fewest: 0 },
    ],
    [
      'what was declared, where nobody has held a seat',
      free({}),
      { 'mon-am': 5 },
      MONDAY,
      { open: ['mon-am'], full: [], closed: ['mon-pm'], fewest: 5 },
    ],
    [
      'what is held rather than what was declared',
      free({ 'mon-am': 0 }),
      { 'mon-am': 5 },
      slotsToMask(['mon-am']),
      { open: [], full: ['mon-am'], closed: [], fewest: 0 },
    ],
    [
      'all it opens, when nobody said which half-days',
      free({ 'tue-am': 1, 'wed-am': 0 }),
      {},
      0,
      { open: ['tue-am'], full: ['wed-am'], closed: [], fewest: 1 },
    ],
  ])('%s', (_case, seats, declared, asked, expected) => {
    expect(availabilityOf({ free: seats, declared }, asked)).toEqual(expected);
  });
});
