/**
 * A count below this number never leaves the desk (domain.md §10). Zero is hidden too, because it also says something
 * about few families.
 */
export const FEWEST_SHOWN = 5;

/** The row or column of what is too rare in the whole territory to be named: which ones they are tells nothing then. */
export const OTHER = '*';

export interface ShownCounts {
  /** In the order given. Null means that the count is not shown. */
  readonly counts: readonly (number | null)[];
  readonly total: number | null;
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/**
 * Whether the sum of the hidden counts still leaves each of them uncertain. It does not when one count alone is
 * hidden, when the sum is itself too small to show, or when the sum is reached only if every small count is at its
 * largest.
 */
function isOpen(hidden: readonly number[]): boolean {
  const sum = sumOf(hidden);
  return hidden.length > 1 && sum >= FEWEST_SHOWN && sum !== hidden.length * (FEWEST_SHOWN - 1);
}

/**
 * What may be shown of counts and of their total. Subtracting the shown counts from the total may reveal a hidden one.
 * In that case further counts are hidden, always the next in the order given and whatever their size: a reader who
 * knows this rule then learns nothing from the choice.
 */
export function shownCounts(counts: readonly number[]): ShownCounts {
  const total = sumOf(counts);
  if (total < FEWEST_SHOWN) return { counts: counts.map(() => null), total: null };
  const hidden = new Set(counts.flatMap((count, index) => (count < FEWEST_SHOWN ? [index] : [])));
  const isTold = (): boolean =>
    hidden.size > 0 && hidden.size < counts.length && !isOpen([...hidden].map((index) => counts[index]!));
  for (let next = Math.max(...hidden) + 1; isTold(); next += 1) hidden.add(next % counts.length);
  return { counts: counts.map((count, index) => (hidden.has(index) ? null : count)), total };
}
