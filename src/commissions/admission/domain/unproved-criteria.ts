import type { CandidateFacts } from './facts.js';
import { isGroup, nameOf, type CriteriaGrid, type GridLine } from './grid.js';
import type { BonusPlace } from './line-points.js';
import { pointsOf } from './points.js';

/** The grid as if it did not know these criteria. A group goes with its last option. */
export function withoutCriteria(grid: CriteriaGrid, codes: readonly string[]): CriteriaGrid {
  return {
    ...grid,
    items: grid.items.flatMap((item): GridLine[] => {
      if (!isGroup(item)) return codes.includes(nameOf(item)) ? [] : [item];
      const options = item.options.filter(({ code }) => !codes.includes(code));
      return options.length > 0 ? [{ ...item, options }] : [];
    }),
  };
}

/**
 * The criteria whose points rest on the family's word, and for which the grid wants a proof. Where the best criterion
 * of a group is one, the next that holds would count in its place, and may want a proof in its turn.
 */
export function unprovedCriteria(
  grid: CriteriaGrid,
  facts: CandidateFacts,
  places: readonly BonusPlace[] = [],
): string[] {
  const unproved: string[] = [];
  for (;;) {
    const { lines } = pointsOf(withoutCriteria(grid, unproved), facts, places);
    const more = new Set(lines.filter(({ toProve }) => toProve).map(({ code }) => code));
    if (more.size === 0) return unproved;
    unproved.push(...more);
  }
}
