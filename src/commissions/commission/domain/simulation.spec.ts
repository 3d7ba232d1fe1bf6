import { describe, expect, it } from '../../../../test/support/runner.js';
import type { CandidateFacts } from '../../admission/domain/index.js';
import { DIVISIONS, tallied, type PlayedCase } from './simulation.js';

const FACTS: CandidateFacts = { answers: {}, numbers: {}, opinions: {}, siblingAt: [], communeCode: null };

/** So many cases alike. */
const cases = (
  count: number,
  communeCode: string | null,
  lone: boolean | null,
  before: boolean,
  after: boolean,
): PlayedCase[] =>
  Array.from({ length: count }, () => ({
    communeCode,
    before,
    after,
    facts: { ...FACTS, answers: { lone_parent: { value: lone, by: 'declared' } } },
  }));

describe('who would gain and lose a place', () => {
  it('by commune and by each criterion; what is undeclared apart', () => {
    const { all, by } = tallied([
      ...cases(6, '71306', true, false, true),
      ...cases(5, '71040', null, true, false),
      ...cases(7, null, true, true, true),
      ...cases(9, '71306', null, false, false),
    ]);
    expect(all).toEqual({ children: 27, gaining: 6, losing: 5 });
    // None is few: with it hides what would tell it.
    expect(by.lone_parent).toEqual([
      { group: 'unknown', children: 14, gaining: null, losing: null },
      { group: 'yes', children: 13, gaining: null, losing: null },
    ]);
    expect(by.commune.map(({ group, children }) => [group, children])).toEqual([
      ['71040', 5],
      ['71306', 15],
      ['outside', 7],
    ]);
  });

  it.each<[string, PlayedCase[], (number | null)[][]]>([
    [
      'enough everywhere',
      [
        ...cases(6, 'a', true, false, true),
        ...cases(6, 'b', true, false, true),
        ...cases(5, 'a', true, true, false),
        ...cases(8, 'b', true, true, false),
      ],
      [
        [11, 6, 5],
        [14, 6, 8],
      ],
    ],
    [
      'one who loses hides the others who do',
      [
        ...cases(6, 'a', true, false, true),
        ...cases(6, 'b', true, false, true),
        ...cases(1, 'a', true, true, false),
        ...cases(8, 'b', true, true, false),
      ],
      [
        [7, 6, null],
        [14, 6, null],
      ],
    ],
    [
      'a small commune hides another',
      [
        ...cases(3, 'a', true, false, false),
        ...cases(9, 'b', true, false, false),
        ...cases(20, 'c', true, false, false),
      ],
      [
        [null, null, null],
        [null, null, null],
        [20, null, null],
      ],
    ],
  ])('%s', (_, played, expected) =>
    expect(tallied(played).by.commune.map(({ children, gaining, losing }) => [children, gaining, losing])).toEqual(
      expected,
    ),
  );

  it('few in all: no number at all', () =>
    expect(tallied(cases(4, 'a', true, true, false))).toEqual({
      all: { children: null, gaining: null, losing: null },
      by: Object.fromEntries(
        DIVISIONS.map((division) => [
          division,
          [
            {
              group: division === 'commune' ? 'a' : division === 'lone_parent' ? 'yes' : 'unknown',
              children: null,
              gaining: null,
              losing: null,
            },
          ],
        ]),
      ),
    }));
});
