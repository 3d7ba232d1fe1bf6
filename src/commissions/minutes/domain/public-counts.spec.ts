import { describe, expect, it } from '../../../../test/support/runner.js';
import { isCountedTogether, publicCounts } from './public-counts.js';
import type { MinutesCase, MinutesOutcome } from './minutes-content.js';

const session = (counts: Partial<Record<MinutesOutcome, number>>) => ({
  cases: Object.entries(counts).flatMap(([outcome, count]) =>
    Array.from({ length: count }, (): MinutesCase => ({
      number: 1,
      rank: 1,
      points: 100,
      outcome: outcome as MinutesOutcome,
      section: null,
      slots: null,
      reason: null,
      departs: false,
      deferredTo: null,
      recused: [],
    })),
  ),
});
const shown = (...sessions: ReturnType<typeof session>[]) => {
  const { counts, total } = publicCounts(sessions);
  return [Object.fromEntries(counts.map(({ outcome, count }) => [outcome, count])), total] as const;
};

describe('the public counts of decisions', () => {
  it('say nothing of few, nor lets them be found by taking the rest from the total', () => {
    const [counts, total] = shown(session({ admitted: 20, waiting: 10, refused: 2, deferred: 9, without_object: 7 }));
    expect(total).toBe(48);
    expect(counts['refused']).toBeNull();
    expect(Object.values(counts).filter((count) => count === null).length).toBeGreaterThan(1);
  });

  it('say nothing at all of a handful', () => expect(shown(session({ admitted: 2, waiting: 1 }))[1]).toBeNull());

  it('can be read of small sessions together, of which nothing could be shown alone', () => {
    const small = session({ admitted: 4, waiting: 4, deferred: 1, refused: 1, without_object: 1 });
    expect(Object.values(shown(small)[0]).every((count) => count === null)).toBe(true);
    const [counts, total] = shown(small, small, small);
    expect([counts['admitted'], counts['waiting'], total]).toEqual([12, 12, 33]);
    expect(Object.values(counts).filter((count) => count === null).length).toBeGreaterThan(1);
  });

  it.each([
    [19, true],
    [20, false],
  ])('%i cases are counted together: %s', (waiting, together) =>
    expect(isCountedTogether(session({ waiting, withdrawn: 30 }))).toBe(together),
  );
});
