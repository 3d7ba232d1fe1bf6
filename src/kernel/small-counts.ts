/** Counts under this are never shown of anything that leaves the desk (domain.md §10): none counts as few. */
export const FEWEST_SHOWN = 5;

export interface ShownCounts {
  /** In the order given; null: not shown. */
  readonly counts: readonly (number | null)[];
  readonly total: number | null;
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/**
 * Whether what is hidden, together, leaves each of it open: not too little, and not as much as so many small counts can
 * be.
 */
function isOpen(hidden: readonly number[]): boolean {
  const sum = sumOf(hidden);
  return hidden.length > 1 && sum >= FEWEST_SHOWN && sum !== hidden.length * (FEWEST_SHOWN - 1);
}

/**
 * What may be shown of counts and of their total. Where taking what is shown from the total would tell what is hidden,
 * more is hidden: the next in the order given, whatever its size, so that who knows this rule learns nothing from which
 * are hidden.
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
