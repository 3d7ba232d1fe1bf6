import { describe, expect, it } from '../../../../test/support/runner.js';
import { compareGroups, MERGED, type FollowedChild } from './equity.js';

const NOTHING = { commune: null, loneParent: null, activity: null, origin: null, adaptation: null };
const children = (count: number, solved: number, groups: Partial<FollowedChild['groups']>): FollowedChild[] =>
  Array.from({ length: count }, (_, index) => ({ solved: index < solved, groups: { ...NOTHING, ...groups } }));

describe('the rate of solution of groups', () => {
  it('is compared with the rest, with its interval', () => {
    const { whole, comparisons } = compareGroups([
      ...children(70, 56, { loneParent: 'no' }),
      ...children(80, 48, { loneParent: 'yes' }),
    ]);
    expect(whole).toEqual({ count: 104, base: 150 });
    expect(comparisons.map(({ group, own, mayBeChance }) => [group, own.count, mayBeChance])).toEqual([
      ['yes', 48, false],
    ]);
    expect(comparisons[0]!.difference.high).toBeCloseTo(-0.0524, 4);
  });

  it('is told once of two groups, of those whom the question concerns, and of each of three', () => {
    const groupsOf = (...groups: string[]): string[] =>
      compareGroups(groups.flatMap((origin, index) => children(20 - index, 10, { origin }))).comparisons.map(
        ({ group }) => group,
      );
    expect(groupsOf('no', 'yes')).toEqual(['yes']);
    expect(groupsOf('yes', 'no')).toEqual(['yes']);
    expect(groupsOf('parent', 'counter', 'import')).toEqual(['parent', 'counter', 'import']);
  });

  it('may be chance where the interval holds zero', () => {
    const { comparisons } = compareGroups([
      ...children(20, 10, { loneParent: 'no' }),
      ...children(20, 12, { loneParent: 'yes' }),
    ]);
    expect(comparisons.every(({ mayBeChance }) => mayBeChance)).toBe(true);
  });

  it('leaves out groups under ten; communes under ten are one group where there are several', () => {
    const { comparisons } = compareGroups([
      ...children(30, 20, { commune: 'a', origin: 'parent' }),
      ...children(25, 5, { commune: 'd' }),
      ...children(6, 1, { commune: 'b', origin: 'api' }),
      ...children(5, 2, { commune: 'c', origin: 'parent' }),
    ]);
    expect(comparisons.map(({ dimension, group, own }) => [dimension, group, own])).toEqual([
      ['commune', 'a', { count: 20, base: 30 }],
      ['commune', 'd', { count: 5, base: 25 }],
      ['commune', MERGED, { count: 3, base: 11 }],
    ]);
  });

  it('says nothing of a group whose rest is too small, nor of answers that are not known', () => {
    expect(compareGroups([...children(30, 20, { loneParent: 'no' }), ...children(9, 2, {})]).comparisons).toEqual([]);
  });

  it('compares nothing where nobody has a solution, or all have: every group is alike', () => {
    for (const solved of [0, 30]) {
      const alike = [...children(30, solved, { loneParent: 'no' }), ...children(30, solved, { loneParent: 'yes' })];
      expect(compareGroups(alike).comparisons).toEqual([]);
    }
  });

  it('names what could not be compared, and why', () => {
    const { leftOut, known } = compareGroups([
      ...children(20, 10, { loneParent: 'no', activity: 'all', commune: 'a' }),
      ...children(20, 12, { loneParent: 'yes', commune: 'a' }),
    ]);
    expect(leftOut).toEqual([
      { dimension: 'commune', why: 'small' },
      { dimension: 'activity', why: 'small' },
      { dimension: 'origin', why: 'unknown' },
      { dimension: 'adaptation', why: 'unknown' },
    ]);
    expect(known).toEqual({ commune: 40, loneParent: 40, activity: 20, origin: 0, adaptation: 0 });
  });

  it('compares no answer that is known of fewer than half', () => {
    const answered = [...children(15, 10, { loneParent: 'no' }), ...children(15, 3, { loneParent: 'yes' })];
    expect(compareGroups([...answered, ...children(30, 10, {})]).comparisons).toHaveLength(1);
    expect(compareGroups([...answered, ...children(31, 10, {})]).comparisons).toEqual([]);
  });
});
