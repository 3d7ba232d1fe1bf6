import { describe, expect, it } from '../../../../test/support/runner.js';
import { daysInTurn } from './days-in-turn.js';

const part = (from: string, to: string, slots: number) => ({ from, to, slots });

describe('the half-days that a place has in turn', () => {
  it.each([
    ['no part', [], []],
    ['one part', [part('2027-01-04', '2027-06-30', 3)], [['2027-01-04', 3]]],
    [
      'other days from a day on, whatever the order of the parts',
      [part('2027-03-01', '2027-06-30', 12), part('2027-01-04', '2027-02-28', 3)],
      [
        ['2027-01-04', 3],
        ['2027-03-01', 12],
      ],
    ],
    [
      'another section on the same days',
      [part('2027-01-04', '2027-02-28', 3), part('2027-03-01', '2027-06-30', 3)],
      [['2027-01-04', 3]],
    ],
    [
      'a change that was cancelled',
      [part('2027-01-04', '2027-06-30', 3), part('2027-03-01', '2027-02-28', 12)],
      [['2027-01-04', 3]],
    ],
    [
      'days that come back',
      [part('2027-01-04', '2027-02-28', 3), part('2027-03-01', '2027-03-31', 12), part('2027-04-01', '2027-06-30', 3)],
      [
        ['2027-01-04', 3],
        ['2027-03-01', 12],
        ['2027-04-01', 3],
      ],
    ],
  ])('%s', (_, parts, expected) => {
    expect(daysInTurn(parts).map(({ from, slots }) => [from, slots])).toEqual(expected);
  });
});
