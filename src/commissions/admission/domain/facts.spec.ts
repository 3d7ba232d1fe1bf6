import { describe, expect, it } from '../../../../test/support/runner.js';
import { factsOf, type CandidateFacts, type AnsweredFacts } from './facts.js';

const NOTHING: AnsweredFacts = {
  resident: null,
  communeCode: null,
  loneParent: null,
  situations: [null],
  returns: [null],
  judgedOn: '2026-11-12',
  wantedFrom: null,
  familyQuotient: null,
  adaptationNeed: null,
  multipleBirth: null,
  currentCare: null,
  siblingAt: [],
  siblingReceived: null,
  declared: {},
  seniorityMonths: 0,
  missedCommissions: 0,
  earlierRefusals: 0,
  declinedOffers: 0,
  unansweredOffers: 0,
  noShows: 0,
  seen: {},
  opinions: {},
};
const facts = (answers: Partial<AnsweredFacts>): CandidateFacts => factsOf({ ...NOTHING, ...answers });

describe('what a grid may count', () => {
  it.each<[string, Partial<AnsweredFacts>, string, boolean | null | undefined]>([
    ['nobody said whether one parent or two: neither is known', { situations: ['working'] }, 'lone_parent', undefined],
    ['one of one parent', { loneParent: true }, 'lone_parent', true],
    ['one of two', { situations: ['working', 'none'] }, 'lone_parent', false],
    ['a lone parent is no couple', { loneParent: true, situations: ['working'] }, 'both_work', false],
    ['both, once the other is described', { loneParent: false, situations: ['working'] }, 'both_work', null],
    ['both, when the one described does not work', { loneParent: false, situations: ['none'] }, 'both_work', false],
    ['insertion of one, the other unknown', { situations: ['insertion', null] }, 'insertion_path', true],
    ['no insertion of one, the other unknown', { situations: ['working', null] }, 'insertion_path', null],
    ['care today', { currentCare: 'childminder' }, 'no_or_unsuitable_care', false],
    ['care not said', {}, 'no_or_unsuitable_care', null],
    ['a question not answered', {}, 'adoption', null],
    ['an offer declined', { declinedOffers: 2 }, 'offer_refused', true],
  ])('%s', (_, answers, code, value) => expect(facts(answers).answers[code]?.value).toBe(value));

  it.each<[string, Partial<AnsweredFacts>, string, string | undefined]>([
    ['twins', { withheld: ['multipleBirth'] }, 'multiple_birth', 'withheld'],
    [
      'twins or a sibling, of which one is withheld',
      { withheld: ['multipleBirth'] },
      'twins_or_sibling_present',
      'declared',
    ],
    [
      'twins or a sibling, of which one is withheld and the other is a no',
      { siblingReceived: false, withheld: ['multipleBirth'] },
      'twins_or_sibling_present',
      'withheld',
    ],
    ['an adaptation', { withheld: ['adaptationNeed'] }, 'child_handicap', 'withheld'],
    ['care today', { withheld: ['currentCare'] }, 'no_or_unsuitable_care', 'withheld'],
    ['a fact asked by itself', { withheld: ['adoption'] }, 'adoption', 'withheld'],
    ['another one', { withheld: ['adoption'] }, 'minor_parent', 'declared'],
    [
      'the situation of a lone parent',
      { loneParent: true, withheld: ['situation.0'] },
      'lone_parent_working',
      'withheld',
    ],
    ['alone or not', { situations: ['working'], withheld: ['loneParent'] }, 'lone_parent', 'withheld'],
    ['alone or not, where the situation may still be asked', { withheld: ['loneParent'] }, 'both_work', 'declared'],
    [
      'of one parent, the other not described',
      { loneParent: false, situations: [null], withheld: ['situation.0'] },
      'both_work',
      'declared',
    ],
    [
      'of the other parent',
      { loneParent: false, situations: ['working', null], returns: [null, null], withheld: ['situation.1'] },
      'both_work',
      'withheld',
    ],
    [
      'of both, of which one may still be asked',
      { loneParent: false, situations: [null, null], returns: [null, null], withheld: ['situation.1'] },
      'both_work',
      'declared',
    ],
    [
      'what was answered all the same',
      { adaptationNeed: true, withheld: ['adaptationNeed'] },
      'child_handicap',
      'declared',
    ],
  ])('says what the family does not wish to answer: %s', (_, answers, code, by) =>
    expect(facts(answers).answers[code]?.by).toBe(by),
  );

  it('keeps how it is known, and when a proof was seen', () => {
    const known = facts({
      resident: true,
      familyQuotient: 612,
      seen: { resident: '2026-11-20', income: '2026-11-21', sibling_present: '2026-11-22' },
    });
    expect([
      known.answers['resident'],
      known.numbers['income'],
      known.answers['sibling_present'],
      known.numbers['seniority'],
    ]).toEqual([
      { value: true, by: 'seen', on: '2026-11-20' },
      { value: 612, by: 'seen', on: '2026-11-21' },
      { value: true, by: 'seen', on: '2026-11-22' },
      { value: 0, by: 'recorded' },
    ]);
    expect(facts({ resident: true }).answers['resident']).toEqual({ value: true, by: 'declared' });
  });
});
