import { shownCounts } from './small-counts.js';

/** Of more ways to part the hidden sum, nothing is said: they would have to be looked at one by one. */
const MOST_WAYS = 20_000;

/** In how many ways a sum can be parted among so many counts: a binomial coefficient. */
const waysToPart = (sum: number, among: number): number =>
  Array.from({ length: among - 1 }).reduce<number>((ways, _, index) => (ways * (sum + index + 1)) / (index + 1), 1);

function* parted(sum: number, among: number): Generator<number[]> {
  if (among === 1) return yield [sum];
  for (let first = 0; first <= sum; first += 1)
    for (const rest of parted(sum - first, among - 1)) yield [first, ...rest];
}

/** The place of the count that is greater than every other; -1 where there is none. */
function greatestOf(counts: readonly number[]): number {
  const most = Math.max(...counts);
  const first = counts.indexOf(most);
  return counts.lastIndexOf(most) === first ? first : -1;
}

/**
 * The place of the greatest count of a list that shows only what `shownCounts` does, where it may be said in words which
 * one it is, although counts are hidden; null where it may not. It may when every hidden count could still be another
 * one: for who hears the sentence, and for who hears none and knows that it would be said. What decides depends on what
 * is shown alone, so that the choice tells nothing.
 */
export function greatestTold(counts: readonly number[]): number | null {
  const { counts: shown, total } = shownCounts(counts);
  const hidden = shown.flatMap((count, index) => (count === null ? [index] : []));
  if (total === null || hidden.length === 0) return null;
  const left = hidden.reduce((sum, index) => sum + counts[index]!, 0);
  if (waysToPart(left, hidden.length) > MOST_WAYS) return null;
  const byGreatest = new Map<number, number[][]>();
  for (const parts of parted(left, hidden.length)) {
    const could = shown.map((count, index) => count ?? parts[hidden.indexOf(index)]!);
    if (shownCounts(could).counts.some((count, index) => count !== shown[index])) continue;
    const greatest = greatestOf(could);
    byGreatest.set(greatest, [...(byGreatest.get(greatest) ?? []), could]);
  }
  const isOpen = (ways: readonly number[][]): boolean =>
    hidden.every((index) => new Set(ways.map((way) => way[index])).size > 1);
  const isSaid = (greatest: number): boolean => greatest >= 0 && isOpen(byGreatest.get(greatest)!);
  const unsaid = [...byGreatest].flatMap(([greatest, ways]) => (isSaid(greatest) ? [] : ways));
  if (unsaid.length > 0 && !isOpen(unsaid)) return null;
  const own = greatestOf(counts);
  return isSaid(own) ? own : null;
}
