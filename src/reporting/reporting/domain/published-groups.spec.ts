import { describe, expect, it } from '../../../../test/support/runner.js';
import { FAMILY_STATUSES } from './family-status.js';
import { publishedGroups } from './published-groups.js';
import type { PublishedCounts, PublishedMonth } from './published-month.js';

const AREAS: Record<string, string> = { a: 'north', b: 'north', c: 'south', d: 'south' };

/** A published month in which each commune has so many families without a solution; null is not shown. */
const month = (without: Record<string, number | null>): PublishedMonth => {
  const counts = (count: number | null): PublishedCounts => ({
    ...(Object.fromEntries(FAMILY_STATUSES.map((status) => [status, null])) as PublishedCounts),
    without: count,
  });
  return {
    month: '2026-10',
    at: '2026-10-31T23:00:00.000Z',
    received: 60,
    stock: {
      total: counts(null),
      communes: Object.entries(without).map(([communeCode, count]) => ({ communeCode, counts: counts(count) })),
    },
  };
};
const groups = (without: Record<string, number | null>) =>
  publishedGroups(month(without), ['north', 'south'], (code) => AREAS[code] ?? '').map(({ key, counts }) => [
    key,
    counts.without,
  ]);

describe('groups of communes in what leaves the desk', () => {
  it('are the sums of their communes', () =>
    expect(groups({ a: 20, b: 10, c: 7, d: 5 })).toEqual([
      ['north', 30],
      ['south', 12],
    ]));

  // b has three: were the north told, b would be the north less a.
  it('are not told where a commune of theirs is not', () =>
    expect(groups({ a: 20, b: null, c: 7, d: 5 })).toEqual([
      ['north', null],
      ['south', 12],
    ]));
});
