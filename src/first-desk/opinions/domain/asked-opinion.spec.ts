import { describe, expect, it } from '../../../../test/support/runner.js';
import type { Expert } from '../../../commissions/admission/domain/index.js';
import {
  countsAs,
  factsOfCriterion,
  heldFor,
  isForDesk,
  judgeAsked,
  judgePoints,
  stateOf,
  waysTo,
  type AskedState,
  type ExpertRole,
  type Outcome,
} from './asked-opinion.js';

const TODAY = '2026-12-03';

describe('an opinion that is asked', () => {
  it.each<[string, Outcome | null, string, AskedState, boolean]>([
    ['waits until its last day', null, TODAY, 'waiting', false],
    ['lapses on the next', null, '2026-12-02', 'lapsed', true],
    ['is answered, however late it is looked at', 'answered', '2026-11-01', 'answered', true],
    ['is declined', 'declined', TODAY, 'declined', true],
    ['is taken back', 'taken_back', TODAY, 'taken_back', false],
    ['ends with the request', 'request', TODAY, 'request', false],
  ])('%s', (_, outcome, until, state, forDesk) => {
    expect(stateOf({ outcome, until }, TODAY)).toBe(state);
    expect(isForDesk({ outcome, until, seenAt: null }, TODAY)).toBe(forDesk);
    expect(isForDesk({ outcome, until, seenAt: `${TODAY}T08:00:00.000Z` }, TODAY)).toBe(false);
  });

  it.each<[ExpertRole, readonly Expert[] | null, Expert | null]>([
    ['pmi', ['pmi', 'social_services'], 'pmi'],
    ['social_worker', ['pmi', 'social_services'], 'social_services'],
    ['doctor', ['pmi', 'social_services'], null],
    ['doctor', ['rpe', 'pmi'], 'rpe'],
    ['social_worker', ['rpe'], 'rpe'],
    ['different_children', null, 'rpe'],
    ['pmi', null, 'pmi'],
    ['other', [], null],
  ])('of %s, where the grid hears %j, counts as %s', (role, by, expected) => expect(countsAs(role, by)).toBe(expected));

  it.each<[string, number | null, number | null, number | null, string | undefined]>([
    ['the least', 10, 100, 10, undefined],
    ['the most', 10, 100, 100, undefined],
    ['below', 10, 100, 9, 'criterion.range'],
    ['above', 10, 100, 101, 'criterion.range'],
    ['nothing', 10, 100, null, 'criterion.range'],
    ['half a point', 10, 100, 10.5, 'criterion.range'],
    ['not a number', 10, 100, NaN, 'criterion.range'],
    ['none where none is asked', null, null, null, undefined],
    ['some where none is asked', null, null, 5, 'askedOpinion.noPoints'],
  ])('points: %s', (_, least, most, points, code) => expect(judgePoints({ least, most }, points)?.code).toBe(code));

  it.each<[string, string | null, string | null, string, string | undefined]>([
    ['a mail and yesterday', 'a@exemple.fr', null, '2026-12-02', undefined],
    ['a mobile and today', null, '0612345678', TODAY, undefined],
    ['no way', null, null, TODAY, 'askedOpinion.noWay'],
    ['an agreement to come', 'a@exemple.fr', null, '2026-12-04', 'askedOpinion.agreedLater'],
  ])('is asked with %s', (_, email, mobile, agreedOn, code) =>
    expect(judgeAsked({ email, mobile, agreedOn }, TODAY)?.code).toBe(code),
  );

  it.each<[string, string | null, string | null, boolean, string | null]>([
    ['both', 'a@exemple.fr', '0612345678', true, 'email sms'],
    ['a mail alone', 'a@exemple.fr', null, true, 'email email'],
    ['a mobile alone', null, '0612345678', true, 'sms sms'],
    ['both where no text message leaves', 'a@exemple.fr', '0612345678', false, 'email email'],
    ['a mobile where no text message leaves', null, '0612345678', false, null],
  ])('goes, with %s, by link and code', (_, email, mobile, carriesSms, expected) => {
    const ways = waysTo({ email, mobile }, carriesSms);
    expect(ways && `${ways.link.channel} ${ways.code.channel}`).toBe(expected);
  });

  it.each<[string, string, boolean, string | null]>([
    ['the same grid', 'g1', false, null],
    ['another grid', 'g2', false, 'grid'],
    ['another grid and a session', 'g2', true, 'grid'],
    ['a session', 'g1', true, 'session'],
  ])('is held under %s', (_, inForce, isJudged, expected) =>
    expect(heldFor({ gridId: 'g1' }, inForce, isJudged)).toBe(expected),
  );

  it('shows no fact for a criterion that rests on none', () => {
    expect(factsOfCriterion('vulnerability_expert')).toEqual(['loneParent', 'currentCare']);
    expect(factsOfCriterion('toString')).toEqual([]);
  });
});
