import { describe, expect, it } from '../../../../test/support/runner.js';
import type { AnsweredFacts } from './facts.js';
import type { CriteriaGrid } from './grid.js';
import { openQuestions, pointedQuestions } from './open-questions.js';

const GRID: CriteriaGrid = {
  id: 'test',
  source: 'test',
  tieBreak: ['lot'],
  activityAt: 'careStart',
  assumed: [],
  items: [
    { code: 'resident', points: 100 },
    {
      group: 'activity',
      options: [
        { code: 'both_parents_work_or_train', points: 100 },
        { code: 'one_works', points: 40 },
        { code: 'neither_works', points: 20 },
      ],
    },
    {
      group: 'lone_parent',
      options: [
        { code: 'lone_parent_working', points: 100 },
        { code: 'lone_parent_not_working', points: 40 },
      ],
    },
    { code: 'multiple_birth', points: 30 },
    { code: 'adoption', points: 20 },
    {
      code: 'income',
      bands: [
        [null, 500, 15],
        [501, null, 5],
      ],
    },
    { code: 'sibling_present', bonus: 10 },
  ],
};
/** A working lone mother who has answered everything. */
const ALL: AnsweredFacts = {
  resident: true,
  communeCode: '71306',
  loneParent: true,
  situations: ['working'],
  returns: [null],
  judgedOn: '2026-11-24',
  wantedFrom: '2027-03-01',
  familyQuotient: 700,
  adaptationNeed: false,
  multipleBirth: false,
  currentCare: 'parent',
  siblingAt: ['a'],
  siblingReceived: true,
  declared: { adoption: false },
  seniorityMonths: 0,
  missedCommissions: 0,
  earlierRefusals: 0,
  declinedOffers: 0,
  unansweredOffers: 0,
  noShows: 0,
  seen: {},
  opinions: {},
};

describe('the questions without an answer that give points', () => {
  it.each<[string, Partial<AnsweredFacts>, [question: string, points: number][]]>([
    ['all answered', {}, []],
    ['a no is an answer', { declared: { adoption: false }, multipleBirth: false }, []],
    ['twins', { multipleBirth: null }, [['multipleBirth', 30]]],
    ['what the grid asks by itself', { declared: {} }, [['adoption', 20]]],
    ['what the grid does not count', { currentCare: null, adaptationNeed: null }, []],
    ['the commune', { resident: null, communeCode: null }, [['communeCode', 100]]],
    ['the best band of income', { familyQuotient: null }, [['familyQuotient', 15]]],
    ['a brother or sister there', { siblingAt: [], siblingReceived: null }, [['siblingReceived', 10]]],
    ['which nursery a brother or sister goes to', { siblingAt: [] }, [['siblingReceived', 10]]],
    ['nothing once it is said that there is none', { siblingAt: [], siblingReceived: false }, []],
    ['the situation of a lone parent', { situations: [null] }, [['situation', 100]]],
    ['alone or not, of one who works', { loneParent: null }, [['loneParent', 100]]],
    [
      'neither of both: each gives points only with the other',
      { loneParent: null, situations: [null] },
      [
        ['loneParent', 100],
        ['situation', 100],
      ],
    ],
    ['two parents, of one nothing said', { loneParent: false }, [['secondParent', 60]]],
    [
      'two parents, of whom neither said anything',
      { loneParent: false, situations: [null, null], returns: [null, null] },
      [['situation', 100]],
    ],
    ['nothing that the family does not wish to say', { multipleBirth: null, withheld: ['multipleBirth'] }, []],
    ['no sibling, withheld', { siblingAt: [], siblingReceived: null, withheld: ['siblingReceived'] }, []],
    ['a quotient, withheld', { familyQuotient: null, withheld: ['familyQuotient'] }, []],
    ['what the grid asks by itself, withheld', { declared: {}, withheld: ['adoption'] }, []],
    ['alone or not, withheld', { loneParent: null, withheld: ['loneParent'] }, []],
    ['the only situation, withheld', { situations: [null], withheld: ['situation.0'] }, []],
    [
      'the situation that may still be said, where the other one is withheld',
      { loneParent: false, situations: [null, null], returns: [null, null], withheld: ['situation.1'] },
      [['situation', 40]],
    ],
    ['when a leave ends, withheld', { situations: ['maternity_leave'], withheld: ['returnsOn.0'] }, []],
    ['when a leave ends: what changes then', { situations: ['maternity_leave'] }, [['returnsOn', 60]]],
    ['a leave whose end is known', { situations: ['maternity_leave'], returns: ['2027-09-01'] }, []],
  ])('%s', (_, answers, expected) =>
    expect(
      openQuestions(GRID, { ...ALL, ...answers }, [{ id: 'a', communeCode: null }], ['adoption']).map(
        ({ question, points }) => [question, points],
      ),
    ).toEqual(expected),
  );

  it.each<[string, Partial<AnsweredFacts>, [question: string, adult: number | undefined, points: number][]]>([
    [
      'all answered: each with what its answers add beside the others',
      {},
      [
        ['communeCode', undefined, 100],
        ['loneParent', undefined, 100],
        ['situation', 0, 100],
        ['multipleBirth', undefined, 30],
        ['siblingReceived', undefined, 10],
        ['familyQuotient', undefined, 15],
        ['adoption', undefined, 20],
      ],
    ],
  ])('are asked of everybody: %s', (_, answers, expected) =>
    expect(
      pointedQuestions(GRID, { ...ALL, ...answers }, [{ id: 'a', communeCode: null }], ['adoption']).map(
        ({ question, adult, points }) => [question, adult, points],
      ),
    ).toEqual(expected),
  );

  it('are the same whatever was answered, and what the grid does not count is none', () => {
    const codes = (said: Partial<AnsweredFacts>): string[] =>
      pointedQuestions(GRID, { ...ALL, ...said }, [{ id: 'a', communeCode: null }], ['adoption']).map(
        ({ question }) => question,
      );
    const answers: Partial<AnsweredFacts>[] = [
      { multipleBirth: true, declared: { adoption: true } },
      { multipleBirth: null, declared: {} },
      { multipleBirth: null, declared: {}, withheld: ['multipleBirth', 'adoption'] },
    ];
    for (const said of answers) expect(codes(said)).toEqual(codes({}));
    expect(codes({})).not.toContain('currentCare');
  });

  it('says which adult is asked', () =>
    expect(
      openQuestions(GRID, { ...ALL, loneParent: false, situations: ['working', null], returns: [null, null] }, [], []),
    ).toEqual([{ question: 'situation', adult: 1, points: 60 }]));
});
