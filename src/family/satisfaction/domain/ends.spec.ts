import { describe, expect, it } from '../../../../test/support/runner.js';
import { mayBeAsked, type EndedRequest } from './ends.js';

const request = (more: Partial<EndedRequest> = {}): EndedRequest => ({
  state: 'withdrawn',
  birthDate: '2026-03-11',
  isJoined: false,
  ...more,
});

describe('whether a family is asked how it went', () => {
  it.each<[string, EndedRequest, EndedRequest[], boolean]>([
    ['a request was withdrawn', request(), [], true],
    ['a place was entered', request({ state: 'placed' }), [], true],
    ['something was found elsewhere', request({ state: 'solved_elsewhere' }), [], true],
    ['a request lapsed', request({ state: 'lapsed' }), [], true],
    ['a request goes on again', request({ state: 'waiting_list' }), [], false],
    ['a request was joined into another', request({ isJoined: true }), [], false],
    ['a child was expected', request({ birthDate: null }), [], false],
    ['a place was kept for a child that was expected', request({ state: 'placed', birthDate: null }), [], false],
    [
      'another request was stopped before its birth',
      request({ state: 'placed' }),
      [request({ birthDate: null })],
      false,
    ],
    ['another child is still expected', request(), [request({ state: 'oriented', birthDate: null })], true],
  ])('when %s', (_what, ended, others, asked) => {
    expect(mayBeAsked(ended, [ended, ...others])).toBe(asked);
  });
});
