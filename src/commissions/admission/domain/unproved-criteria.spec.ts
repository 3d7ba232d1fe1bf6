import { describe, expect, it } from '../../../../test/support/runner.js';
import type { CandidateFacts, Fact } from './facts.js';
import type { CriteriaGrid, GridLine } from './grid.js';
import { pointsOf } from './points.js';
import { unprovedCriteria, withoutCriteria } from './unproved-criteria.js';

const gridOf = (...items: GridLine[]): CriteriaGrid => ({
  id: 'g',
  source: 'test',
  items,
  tieBreak: ['request_date', 'lot'],
  assumed: [],
});
const declared: Fact<boolean> = { value: true, by: 'declared' };
const seen: Fact<boolean> = { value: true, by: 'seen', on: '2026-11-20' };
const factsWith = (answers: CandidateFacts['answers'], more: Partial<CandidateFacts> = {}): CandidateFacts => ({
  answers,
  numbers: {},
  opinions: {},
  siblingAt: [],
  communeCode: null,
  ...more,
});
const adoption: GridLine = { code: 'adoption', points: 20, proof: true };
const resident: GridLine = { code: 'resident', points: 100 };
const work: GridLine = {
  group: 'activity',
  options: [
    { code: 'both_work', points: 60, proof: true },
    { code: 'one_works', points: 40, proof: true },
    { code: 'lone_active', points: 10 },
  ],
};

describe('criteria that are still to be proved', () => {
  it.each<[string, GridLine[], CandidateFacts, string[]]>([
    [
      'one that the family declared',
      [resident, adoption],
      factsWith({ adoption: declared, resident: declared }),
      ['adoption'],
    ],
    ['none once its proof was seen', [adoption], factsWith({ adoption: seen }), []],
    ['none that does not hold', [adoption], factsWith({ adoption: { value: false, by: 'declared' } }), []],
    ['none that nobody answered', [adoption], factsWith({}), []],
    [
      'the next criterion of a group, once the best one falls',
      [work],
      factsWith({ both_work: declared, one_works: declared, lone_active: declared }),
      ['both_work', 'one_works'],
    ],
    [
      'the next criterion of a group whose proof was seen stands',
      [work],
      factsWith({ both_work: declared, one_works: seen }),
      ['both_work'],
    ],
  ])('%s', (_, items, facts, expected) => expect(unprovedCriteria(gridOf(...items), facts)).toEqual(expected));

  it('a bonus of one establishment wants its proof too', () => {
    const grid = gridOf({ code: 'sibling_present', bonus: 30, proof: true });
    const facts = factsWith({}, { siblingAt: ['A'] });
    expect(unprovedCriteria(grid, facts, [{ id: 'A', communeCode: null }])).toEqual(['sibling_present']);
    expect(unprovedCriteria(grid, facts, [{ id: 'B', communeCode: null }])).toEqual([]);
  });
});

describe('a grid without criteria', () => {
  it.each<[string, string[], number]>([
    ['counts what is left', ['adoption'], 160],
    ['takes the next of a group', ['both_work'], 160],
    ['goes without the group when no option is left', ['both_work', 'one_works', 'lone_active'], 120],
    ['is as it was without any', [], 180],
  ])('%s', (_, codes, total) => {
    const facts = factsWith({ adoption: declared, resident: declared, both_work: declared, one_works: declared });
    expect(pointsOf(withoutCriteria(gridOf(resident, adoption, work), codes), facts).total).toBe(total);
  });
});
