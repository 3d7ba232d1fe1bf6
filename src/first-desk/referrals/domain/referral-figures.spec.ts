import { describe, expect, it } from '../../../../test/support/runner.js';
import { COUNTED_AS, countsAs, figuresOf, monthsCounted, type Counted } from './referral-figures.js';
import { OUTCOMES, type Outcome } from './referral.js';

const MONTHS = ['2026-12', '2026-11'];
const many = (count: number, origin: string, outcome: Outcome | null): Counted[] =>
  Array.from({ length: count }, (_, index) => ({ origin, month: MONTHS[index % 2]!, outcome }));
/** Ten and more in each cell. */
const ENOUGH = ['a', 'b'].flatMap((origin) => [
  ...many(12, origin, null),
  ...many(14, origin, 'begun'),
  ...many(16, origin, 'answered'),
  ...many(10, origin, 'declined'),
]);

describe('the figures of referrals', () => {
  it('are of twelve months, the latest first', () => {
    const months = monthsCounted('2026-12-03');
    expect([months.length, months[0], months.at(-1)]).toEqual([12, '2026-12', '2026-01']);
  });

  it('count each outcome once', () => {
    expect([null, ...OUTCOMES].map((outcome) => countsAs(outcome))).toEqual([
      ...['open', 'dossier', 'dossier', 'answered', 'none', 'none', 'answered', 'none'],
    ]);
  });

  it('tell counts from five on, and the sums beside them', () => {
    const { byOrigin, byMonth, sums } = figuresOf(ENOUGH, ['a', 'b'], MONTHS);
    expect(byOrigin).toEqual(['a', 'b'].map((of) => ({ of, counts: [12, 14, 16, 10], total: 52 })));
    expect(byMonth).toEqual(MONTHS.map((of) => ({ of, counts: [12, 14, 16, 10], total: 52 })));
    expect(sums).toEqual({ counts: [24, 28, 32, 20], total: 104 });
  });

  it.each([1, 2, 3, 4])('never tell %i, nor let it be computed from the rest of a line', (few) => {
    const { byOrigin, byMonth, sums } = figuresOf([...ENOUGH, ...many(few, 'c', 'begun')], ['a', 'b', 'c'], MONTHS);
    expect(byOrigin[2]).toEqual({ of: 'c', counts: COUNTED_AS.map(() => null), total: null });
    for (const rows of [byOrigin, byMonth]) {
      const lines = [...rows, sums].map(({ counts, total }) => [...counts, total]);
      const columns = lines[0]!.map((_, index) => lines.map((line) => line[index]));
      for (const line of [...lines, ...columns]) expect(line.filter((count) => count === null)).not.toHaveLength(1);
    }
  });

  it('tell no sum in one table that the other hides', () => {
    const { byMonth, sums } = figuresOf([...ENOUGH, ...many(2, 'a', 'begun')], ['a', 'b'], [...MONTHS, '2026-10']);
    expect(byMonth[2]!.counts).toEqual([null, null, null, null]);
    byMonth[0]!.counts.forEach((count, index) => {
      if (count !== null && byMonth[1]!.counts[index] !== null) expect(sums.counts[index]).toBeNull();
    });
  });

  it('tell nothing where nothing was received', () => {
    const { byOrigin, byMonth, sums } = figuresOf([], [], MONTHS);
    expect([byOrigin, byMonth[0]!.total, sums.total]).toEqual([[], null, null]);
  });
});
