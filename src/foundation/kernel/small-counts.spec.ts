import { describe, expect, it } from '../../../test/support/runner.js';
import { FEWEST_SHOWN, shownCounts } from './small-counts.js';

/** Every list of so many counts, each up to `most`. */
const lists = (length: number, most: number): number[][] =>
  length === 0
    ? [[]]
    : lists(length - 1, most).flatMap((list) => Array.from({ length: most + 1 }, (_, count) => [...list, count]));

/** Every way to part a number among so many. */
function* parted(number: number, among: number): Generator<number[]> {
  if (among <= 1) return yield among === 0 ? [] : [number];
  for (let first = 0; first <= number; first += 1)
    for (const rest of parted(number - first, among - 1)) yield [first, ...rest];
}

/** Whether what is shown could be shown of one value only of some count that is hidden. */
function isTold(shown: readonly (number | null)[], total: number): boolean {
  const hidden = shown.flatMap((count, index) => (count === null ? [index] : []));
  const values = hidden.map(() => new Set<number>());
  for (const parts of parted(total - shown.reduce<number>((sum, count) => sum + (count ?? 0), 0), hidden.length)) {
    const could = shown.map((count, index) => count ?? parts[hidden.indexOf(index)]!);
    if (JSON.stringify(shownCounts(could).counts) !== JSON.stringify(shown)) continue;
    parts.forEach((part, index) => values[index]!.add(part));
    if (values.every(({ size }) => size > 1)) return false;
  }
  return hidden.length > 0;
}

describe('counts that may be shown', () => {
  it.each<[string, number[], (number | null)[], number | null]>([
    ['none is few', [5, 9, 30], [5, 9, 30], 44],
    ['one alone', [7], [7], 7],
    ['no group', [], [], null],
    ['few in all', [3, 1], [null, null], null],
    ['few in all, one group', [4], [null], null],
    ['one is few: the next hides with it', [3, 8, 20], [null, null, 20], 31],
    ['nobody is few too', [0, 9, 20], [null, null, 20], 29],
    ['two are few, and enough together', [2, 4, 9], [null, null, 9], 15],
    ['two are few together too', [1, 2, 7, 20], [null, null, null, 20], 30],
    ['as many as so many small counts can be: they would be told', [4, 9, 4, 20], [null, 9, null, null], 37],
    ['the next, not the smallest', [3, 20, 8], [null, null, 8], 31],
    ['after the last, the first', [20, 8, 3], [null, 8, null], 31],
    ['only two: both', [4, 40], [null, null], 44],
  ])('%s', (_, counts, shown, total) => expect(shownCounts(counts)).toEqual({ counts: shown, total }));

  it.each([
    [2, 16],
    [3, 12],
    [4, 8],
  ])(
    'of %i counts up to %i nobody can tell one that is hidden, knowing the rule, the total and the others',
    (length, most) => {
      const told = new Set<string>();
      for (const counts of lists(length, most)) {
        const shown = shownCounts(counts);
        expect(shown.counts.every((count) => count === null || count >= FEWEST_SHOWN)).toBe(true);
        if (shown.total !== null && isTold(shown.counts, shown.total)) told.add(JSON.stringify(shown));
      }
      expect([...told]).toEqual([]);
    },
  );
});
