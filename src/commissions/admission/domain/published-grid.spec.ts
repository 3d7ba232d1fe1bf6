import { describe, expect, it } from '../../../../test/support/runner.js';
import { ASKED_FACTS } from '../../../dossier/dossier/domain/asked-facts.js';
import { CRITERIA } from './criteria.js';
import { factsOf, type AnsweredFacts } from './facts.js';
import type { CriteriaGrid, GridLine } from './grid.js';
import { groupCaps, publishedItems, takesAway } from './published-grid.js';

const GRID: CriteriaGrid = {
  id: 'test',
  source: 'test',
  tieBreak: ['request_date', 'lot'],
  assumed: [],
  items: [
    { code: 'resident', points: 100 },
    {
      group: 'activity',
      cap: 30,
      options: [
        { code: 'one_works', points: 40 },
        { code: 'neither_works', points: 20 },
      ],
    },
    { code: 'relative_handicap', points: 20 },
    { code: 'vulnerability', points: 40 },
    { code: 'seniority', perUnit: 1, cap: null },
  ],
};

describe('a grid as it is published', () => {
  it('has every item, its group and where the answer comes from', () => {
    expect(publishedItems(GRID).map(({ item, source, group }) => [item.code, source, group])).toEqual([
      ['resident', 'dossier', null],
      ['one_works', 'dossier', 'activity'],
      ['neither_works', 'dossier', 'activity'],
      ['relative_handicap', 'question', null],
      ['vulnerability', 'expert', null],
      ['seniority', 'history', null],
    ]);
    expect(groupCaps(GRID)).toEqual([{ group: 'activity', cap: 30 }]);
  });

  it.each<[GridLine, boolean]>([
    [{ code: 'resident', points: 1 }, false],
    [{ code: 'offer_refused', points: -1 }, true],
    [
      {
        code: 'income',
        bands: [
          [null, 1, 5],
          [2, null, -5],
        ],
      },
      true,
    ],
    [{ code: 'declined_offers', perUnit: -2, cap: null }, true],
    [{ code: 'vulnerability', range: [-10, 10], by: ['rpe'] }, true],
    [{ code: 'same_commune', bonus: 5 }, false],
  ])('says whether %j takes points away', (line, expected) =>
    expect(takesAway(line as Exclude<GridLine, { group: string }>)).toBe(expected),
  );

  it('knows how to find out each criterion it offers, and asks no other question', () => {
    const answers: AnsweredFacts = {
      resident: true,
      communeCode: null,
      loneParent: true,
      situations: ['working'],
      returns: [null],
      judgedOn: '2026-11-12',
      wantedFrom: null,
      familyQuotient: 1,
      adaptationNeed: true,
      multipleBirth: true,
      currentCare: 'none',
      siblingAt: [],
      siblingReceived: null,
      declared: {},
      seniorityMonths: 1,
      missedCommissions: 1,
      earlierRefusals: 1,
      declinedOffers: 1,
      unansweredOffers: 1,
      noShows: 1,
      seen: {},
      opinions: {},
    };
    const facts = factsOf(answers);
    for (const [code, { kind, source }] of Object.entries(CRITERIA)) {
      const known = kind === 'yes_no' ? code in facts.answers : kind === 'number' ? code in facts.numbers : true;
      expect([code, known, source === 'question']).toEqual([
        code,
        true,
        (ASKED_FACTS as readonly string[]).includes(code),
      ]);
    }
  });
});
