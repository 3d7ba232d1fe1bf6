import { describe, expect, it } from '../../../../test/support/runner.js';
import { numbersOf, standingOf, waits } from '../../../../test/support/places/standing.js';
import { CAN_WAIT } from './can-wait.js';
import type { WaitingChild } from './standing.js';

const counted = (children: WaitingChild[], from: 'desk' | 'outside' = 'desk') =>
  numbersOf(CAN_WAIT, standingOf({ waiting: () => Promise.resolve(children) }), from);
const until = (family: string, day: string | null): WaitingChild =>
  waits(family, { wantedFrom: '2027-01-31', until: day });
const NOBODY = [0, 0, 0, 0, 0, 0];

describe('families that can wait', () => {
  it.each([
    ['2027-01-31', 0],
    ['2027-02-01', 1],
    ['2027-02-28', 1],
    ['2027-03-01', 2],
    ['2027-03-31', 2],
    ['2027-04-30', 3],
    ['2027-05-01', 4],
    ['2027-07-31', 4],
    ['2027-08-01', 5],
  ])('from 31 January until %s: column %i', async (day, column) => {
    const { all } = await counted([until('a', day)]);
    expect(all).toEqual(NOBODY.map((_, index) => Number(index === column)));
  });

  it('count once, for the child for whom they can wait longest, where they live', async () => {
    const children = [
      until('a', '2027-07-01'),
      until('a', '2027-02-01'),
      { ...until('b', '2027-01-31'), communeCode: '71040' },
      { ...until('c', '2027-01-31'), communeCode: null },
      { ...until('d', '2027-01-31'), communeCode: '75056' },
      waits('e', { wantedFrom: null }),
    ];
    expect(await counted(children)).toEqual({
      '71306': [0, 0, 0, 0, 1, 0],
      '71040': [1, 0, 0, 0, 0, 0],
      '': [2, 0, 0, 0, 0, 0],
      all: [3, 0, 0, 0, 1, 0],
    });
  });

  it('leave the desk for the territory alone, without a small count or one that would tell it', async () => {
    const children = [0, 1, 2, 3, 4, 5].map((family) => until(`own${family}`, '2027-01-31'));
    const six = [0, 1, 2, 3, 4].map((family) => until(`six${family}`, '2027-07-31'));
    const { all, ...communes } = await counted([...children, ...six, until('b', '2027-02-01')], 'outside');
    expect(Object.values(communes).flat()).toEqual(Object.values(communes).flatMap(() => NOBODY.map(() => null)));
    // One family alone can wait a month: the next count in order is hidden with the small ones.
    expect(all).toEqual([null, null, null, null, 5, null]);
  });
});
