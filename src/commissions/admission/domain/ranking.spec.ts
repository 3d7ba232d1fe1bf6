import { describe, expect, it } from '../../../../test/support/runner.js';
import { lotOf, rankCandidates } from './ranking.js';

describe('the order', () => {
  const one = (id: string, points: number, requestedAt: string) => ({ id, points, requestedAt });

  it('is by points, then the date of the request', () => {
    const list = [one('a', 10, '2026-02'), one('b', 20, '2026-03'), one('c', 10, '2026-01')];
    expect(rankCandidates(list, 'seed').map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  });

  it('or as the grid says: the older child before the earlier request', () => {
    const list = [
      { ...one('a', 10, '2026-01'), birth: '2026-05-01' },
      { ...one('b', 10, '2026-02'), birth: '2025-05-01' },
    ];
    expect(rankCandidates(list, 'seed', ['older_child', 'request_date', 'lot']).map(({ id }) => id)).toEqual([
      'b',
      'a',
    ]);
    expect(rankCandidates(list, 'seed', ['request_date', 'older_child', 'lot']).map(({ id }) => id)).toEqual([
      'a',
      'b',
    ]);
  });

  it('then by a lot that anybody can draw again, whatever the order of the list; another seed draws another order', () => {
    const equal = Array.from({ length: 40 }, (_, index) => one(`r${index}`, 10, '2026-01'));
    const first = rankCandidates(equal, 'seed').map(({ id }) => id);
    expect(rankCandidates([...equal].reverse(), 'seed').map(({ id }) => id)).toEqual(first);
    expect(rankCandidates(equal, 'other').map(({ id }) => id)).not.toEqual(first);
    expect(first.map((id) => lotOf('seed', id))).toEqual(first.map((id) => lotOf('seed', id)).sort((a, b) => a - b));
  });

  it('draws fairly enough: over many seeds each of two comes first about half the time', () => {
    const wins = Array.from({ length: 2000 }, (_, seed) => lotOf(String(seed), 'a') < lotOf(String(seed), 'b')).filter(
      Boolean,
    ).length;
    expect(Math.abs(wins - 1000)).toBeLessThan(120);
  });
});
