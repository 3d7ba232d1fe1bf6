import { FIRST, priorityOf, type FamilyWishes } from './family-wishes.js';
import { countTo, sortedBy } from './sorting.js';

/**
 * The order in which families first propose: those who keep a place, then those with one child, with two…, and the
 * better ranked first. It does not change the result where only one is possible. Elsewhere it avoids most evictions.
 * @param families by id
 * @param children the number of children, which no rank exceeds
 */
export function inProposalOrder(
  families: readonly FamilyWishes[],
  children: number,
  oneOrder: boolean,
): FamilyWishes[] {
  const best = new Int32Array(families.length).fill(children),
    size = new Int32Array(families.length);
  for (const [number, family] of families.entries()) {
    for (const [index, tuple] of family.tuples.entries()) {
      let named = 0;
      for (const [position, cell] of tuple.entries()) {
        if (cell === null) continue;
        named += 1;
        best[number] = Math.min(best[number]!, priorityOf(family, index, position, cell));
      }
      size[number] = Math.max(size[number]!, named);
    }
    if (oneOrder || best[number] === FIRST) size[number] = 0;
  }
  const byRank = sortedBy(
    best.map((rank) => rank - FIRST),
    countTo(best.length),
  );
  return Array.from(sortedBy(size, byRank), (number) => families[number]!);
}
