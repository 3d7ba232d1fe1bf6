import { describe, expect, it } from '../../../../test/support/runner.js';
import { nextActPlace } from './next-act-place.js';

const nothing = { can: {}, listing: null, offer: null };

describe('where the announced act is done', () => {
  it.each([
    ['an offer that is open', 'answer_offer', { ...nothing, offer: {} }, '#do-answer-offer'],
    ['none once the offer is gone', 'answer_offer', nothing, null],
    ['a way that may be chosen', 'orient', { ...nothing, can: { orient: true } }, '#do-orient'],
    ['none where this desk may not', 'orient', nothing, null],
    ['a list for which it may be put down', 'list', { ...nothing, listing: {} }, '#do-list'],
    ['a call, in any state', 'ring', nothing, '#do-call'],
    ['a session, which sits elsewhere', 'session', nothing, null],
  ])('%s', (_, act, actions, place) => expect(nextActPlace(act, actions)).toBe(place));
});
