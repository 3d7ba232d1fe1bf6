import { describe, expect, it } from '../../../../test/support/runner.js';
import { isShown, sectionCutOffs } from './published-cut-offs.js';

const cutOff = (slot: string, points: number, holders: number, more: object = {}) => ({
  at: 'A',
  section: 'babies',
  slot,
  reserve: null,
  points,
  holders,
  full: false,
  ...more,
});

describe('cut-offs as they are published', () => {
  it('are one line per section and kind of seat: the last received, of those who are most at once', () => {
    expect(
      sectionCutOffs([
        cutOff('mon-am', 30, 4),
        cutOff('mon-pm', 20, 6, { full: true }),
        cutOff('mon-am', 5, 1, { reserve: 'insertion' }),
        cutOff('mon-am', 9, 2, { section: 'older' }),
      ]),
    ).toEqual([
      { at: 'A', section: 'babies', reserve: null, received: 6, points: 20, full: true },
      { at: 'A', section: 'babies', reserve: 'insertion', received: 1, points: 5, full: false },
      { at: 'A', section: 'older', reserve: null, received: 2, points: 9, full: false },
    ]);
  });

  it.each([
    [0, false],
    [5, false],
    [9, false],
    [10, true],
    [12, true],
  ])('of %i children: shown %s', (received, shown) =>
    expect(isShown({ at: 'A', section: 'babies', reserve: null, points: 1, full: true, received })).toBe(shown),
  );
});
