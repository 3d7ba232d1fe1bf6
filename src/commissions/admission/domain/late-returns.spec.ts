import { describe, expect, it } from '../../../../test/support/runner.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { AnsweredFacts } from './facts.js';
import type { ActivityAt, CriteriaGrid } from './grid.js';
import { lateReturns } from './late-returns.js';

const gridAt = (activityAt: ActivityAt): CriteriaGrid => ({
  id: 'test',
  source: 'test',
  tieBreak: ['lot'],
  activityAt,
  assumed: [],
  items: [
    {
      group: 'activity',
      options: [
        { code: 'both_parents_work_or_train', points: 100 },
        { code: 'one_works', points: 40 },
        { code: 'lone_parent_working', points: 100 },
        { code: 'lone_parent_not_working', points: 40 },
      ],
    },
  ],
});
const said = (
  situations: AnsweredFacts['situations'],
  returns: AnsweredFacts['returns'],
  wantedFrom: Day | null,
): AnsweredFacts => ({
  resident: true,
  communeCode: null,
  loneParent: situations.length === 1,
  situations,
  returns,
  judgedOn: '2026-11-24',
  wantedFrom,
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
});

describe('a leave that ends after care is wanted', () => {
  it.each<[string, AnsweredFacts, [adult: number, points: number][], ActivityAt?]>([
    ['the day after', said(['maternity_leave'], ['2027-03-02'], '2027-03-01'), [[0, 60]]],
    ['the same day', said(['maternity_leave'], ['2027-03-01'], '2027-03-01'), []],
    ['no wanted day yet', said(['maternity_leave'], ['2027-03-02'], null), []],
    ['no date of return: a question that is open', said(['maternity_leave'], [null], '2027-03-01'), []],
    ['wanted since before today, back by today', said(['maternity_leave'], ['2026-11-01'], '2026-10-01'), []],
    ['of the second of two', said(['working', 'parental_leave'], [null, '2027-09-01'], '2027-03-01'), [[1, 60]]],
    ['where the other does not work', said(['parental_leave', 'none'], ['2027-09-01', null], '2027-03-01'), [[0, 40]]],
    ['a grid that judges the session', said(['maternity_leave'], ['2027-03-02'], '2027-03-01'), [], 'today'],
  ])('%s', (_, answers, expected, at = 'careStart') =>
    expect(lateReturns(gridAt(at), answers, []).map(({ adult, points }) => [adult, points])).toEqual(expected),
  );
});
