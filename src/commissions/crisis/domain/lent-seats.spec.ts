import { describe, expect, it } from '../../../../test/support/runner.js';
import { slotsToMask } from '../../../foundation/kernel/week-schedule.js';
import { lentLeft, sectionBeyond } from './lent-seats.js';

const TUESDAY = { sectionId: 'babies', slots: slotsToMask(['tue-am', 'tue-pm']) };
const MORNING = { sectionId: 'babies', slots: slotsToMask(['tue-am']) };

describe('the seats that a section lends', () => {
  it('are never more than are free, nor than what is lent less what is taken', () =>
    expect([
      ...lentLeft(
        'babies',
        2,
        new Map([
          ['tue-am', 5],
          ['tue-pm', 1],
          ['wed-am', 0],
        ]),
        { held: [MORNING], chosen: [] },
      ),
    ]).toEqual([
      ['tue-am', 1],
      ['tue-pm', 1],
      ['wed-am', 0],
    ]));

  it('are fewer by what is meant for a child and not held yet', () =>
    expect(lentLeft('babies', 9, new Map([['tue-am', 2]]), { held: [TUESDAY], chosen: [MORNING] }).get('tue-am')).toBe(
      1,
    ));

  it.each([
    ['as many as lent', [TUESDAY, MORNING], { babies: 2 }, null],
    ['one too many on a half-day', [TUESDAY, MORNING], { babies: 1 }, 'babies'],
    ['of a section that lends none', [TUESDAY], {}, 'babies'],
    ['of two sections', [TUESDAY, { ...MORNING, sectionId: 'older' }], { babies: 1, older: 1 }, null],
  ])('taken: %s', (_, taken, lent, beyond) =>
    expect(sectionBeyond(taken, lent as Record<string, number>)).toBe(beyond),
  );
});
