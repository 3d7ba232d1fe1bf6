import { describe, expect, it } from 'vitest';
import { greatestTold } from './greatest-count.js';
import { shownCounts } from './small-counts.js';

const lists = (length: number, sum: number): number[][] =>
  length === 1
    ? [[sum]]
    : Array.from({ length: sum + 1 }, (_, first) =>
        lists(length - 1, sum - first).map((rest) => [first, ...rest]),
      ).flat();

describe('the greatest of counts of which some are hidden', () => {
  it.each<[string, number[], number | null]>([
    ['is said where it is hidden for the sake of others', [17, 14, 0, 0, 0], 0],
    ['is one that is shown, where the hidden ones together could be more', [6, 14, 4, 4, 4], 1],
    ['is not said of two that are alike', [14, 14, 0, 0, 0], null],
    ['is not said where nothing is shown', [2, 1, 0], null],
    ['is not looked for where nothing is hidden', [9, 8, 7], null],
    ['is not said of more ways than can be looked at', [900, 1, 1, 700, 0, 0], null],
  ])('%s', (_, counts, greatest) => expect(greatestTold(counts)).toBe(greatest));

  it.each([
    [2, 24],
    [3, 24],
    [4, 20],
  ])('of %i counts with sums up to %i tells no hidden count, said or not', (length, most) => {
    for (let sum = 0; sum <= most; sum += 1) {
      const seen = new Map<string, number[][]>();
      let said = 0;
      for (const counts of lists(length, sum)) {
        const shown = shownCounts(counts);
        if (shown.total === null) continue;
        const greatest = greatestTold(counts);
        if (greatest !== null) {
          said += 1;
          expect(counts.every((count, index) => index === greatest || count < counts[greatest]!)).toBe(true);
        }
        const view = JSON.stringify([shown.counts, greatest]);
        seen.set(view, [...(seen.get(view) ?? []), counts]);
      }
      for (const [view, ways] of seen) {
        const [shown] = JSON.parse(view) as [(number | null)[]];
        shown.forEach((count, index) => {
          if (count === null) expect([view, new Set(ways.map((way) => way[index])).size > 1]).toEqual([view, true]);
        });
      }
      if (length > 2 && sum === most) expect(said).toBeGreaterThan(0);
    }
  });
});
