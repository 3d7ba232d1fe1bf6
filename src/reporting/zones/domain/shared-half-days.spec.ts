import { describe, expect, it } from '../../../../test/support/runner.js';
import { shareHalfDays } from './shared-half-days.js';

const map = (counts: Record<string, number>): Map<string, number> => new Map(Object.entries(counts));
/** Communes on one road: each reaches itself and its neighbours. */
const isNear = (one: string, other: string): boolean => Math.abs(one.charCodeAt(0) - other.charCodeAt(0)) <= 1;

describe('free half-days that several communes reach', () => {
  it.each([
    ['one commune alone has all of it', { a: 6 }, { a: 10 }, { a: 6 }],
    ['two share by what they want', { a: 6 }, { a: 10, b: 5 }, { a: 4, b: 2 }],
    ['who is out of reach has no part', { a: 6 }, { a: 10, c: 50 }, { a: 6 }],
    ['who wants nothing has no part', { a: 6 }, { a: 10, b: 0 }, { a: 6 }],
    ['each place is shared by those who reach it', { a: 6, c: 4 }, { a: 10, b: 5 }, { a: 4, b: 6 }],
    ['what nobody reaches is nobody\u2019s', { e: 9 }, { a: 10 }, {}],
  ] as [string, Record<string, number>, Record<string, number>, Record<string, number>][])(
    '%s',
    (_, free, wanted, parts) =>
      expect(Object.fromEntries(shareHalfDays(map(free), map(wanted), isNear))).toEqual(parts),
  );
});
