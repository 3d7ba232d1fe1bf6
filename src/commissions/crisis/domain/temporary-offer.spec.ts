import { describe, expect, it } from '../../../../test/support/runner.js';
import { judgeAnswer, stateNow, type TemporaryAnswer, type TemporaryOfferState } from './temporary-offer.js';

const NOW = '2027-01-11T12:00:00.000Z';

describe('an answer about a temporary place', () => {
  it.each<[TemporaryOfferState, TemporaryAnswer, string | null, string | null]>([
    ['sent', 'accepted', null, null],
    ['sent', 'other_way', null, null],
    ['accepted', 'no_need', null, null],
    ['accepted', 'accepted', 'closure.sameAnswer', 'closure.sameAnswer'],
    ['expired', 'accepted', 'closure.tooLate', null],
    ['other_way', 'accepted', 'closure.notAsked', null],
    ['no_need', 'no_need', 'closure.sameAnswer', 'closure.sameAnswer'],
    ['proposed', 'accepted', 'closure.notAsked', 'closure.notAsked'],
    ['left_out', 'accepted', 'closure.notAsked', 'closure.notAsked'],
    ['withdrawn', 'accepted', 'closure.notAsked', 'closure.notAsked'],
  ])('%s, then %s: by the family %s, by telephone %s', (state, answer, alone, byPhone) => {
    expect(judgeAnswer(state, answer, false)?.code ?? null).toBe(alone);
    expect(judgeAnswer(state, answer, true)?.code ?? null).toBe(byPhone);
  });

  it('is late from the deadline on, whether or not a job has run', () => {
    expect(stateNow({ state: 'sent', deadline: NOW }, NOW)).toBe('expired');
    expect(stateNow({ state: 'sent', deadline: '2027-01-11T12:00:01.000Z' }, NOW)).toBe('sent');
    expect(stateNow({ state: 'accepted', deadline: NOW }, NOW)).toBe('accepted');
  });
});
