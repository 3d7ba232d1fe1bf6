import { describe, expect, it } from '../../../../test/support/runner.js';
import { givenWayTo, givesWay } from './given-way.js';

const offer = (day: number, state: string, candidacyId: string | null = `case of ${day}`) => ({
  candidacyId,
  state,
  madeAt: `2026-12-0${day}T08:00:00.000Z`,
});

describe('what gave way to an offer that has ended', () => {
  it.each([
    ['no offer', [], null],
    ['one offer', [offer(1, 'expired')], { replaced: [], since: offer(1, '').madeAt }],
    [
      'an offer that it replaced',
      [offer(1, 'replaced'), offer(2, 'declined')],
      { replaced: ['case of 1'], since: offer(1, '').madeAt },
    ],
    [
      'two that were replaced, one after the other',
      [offer(1, 'replaced'), offer(2, 'replaced'), offer(3, 'revoked')],
      { replaced: ['case of 1', 'case of 2'], since: offer(1, '').madeAt },
    ],
    [
      'nothing of an offer that was answered long before',
      [offer(1, 'replaced'), offer(2, 'declined'), offer(3, 'expired')],
      { replaced: [], since: offer(3, '').madeAt },
    ],
    [
      'an offer that no session made',
      [offer(1, 'replaced', null), offer(2, 'declined')],
      { replaced: [], since: offer(1, '').madeAt },
    ],
  ])('%s', (_, offers, expected) => {
    expect(givenWayTo(offers)).toEqual(expected);
  });
});

it.each([
  ['a wish ranked higher gives way to nothing', 2, 1, false],
  ['a wish ranked lower gives way', 1, 2, true],
  ['the same wish gives way', 1, 1, true],
])('an admission beside a live offer: %s', (_, live, admitted, isSo) => expect(givesWay(live, admitted)).toBe(isSo));
