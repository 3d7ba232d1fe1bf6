import { sourceOf, type CriterionSource } from './criteria.js';
import {
  isBands,
  isBonus,
  isGroup,
  isRange,
  isUnit,
  type BonusItem,
  type CriteriaGrid,
  type GridOption,
} from './grid.js';

export interface PublishedItem {
  readonly item: GridOption | BonusItem;
  readonly source: CriterionSource;
  /** The group to which the criterion belongs. At most one criterion of a group counts. */
  readonly group: string | null;
}

/**
 * Every criterion of a grid with its points, in the order of the grid. The law requires this to be published (CRPA
 * L312-1-3).
 */
export function publishedItems(grid: CriteriaGrid): PublishedItem[] {
  return grid.items.flatMap((line): PublishedItem[] =>
    isGroup(line)
      ? line.options.map((item) => ({ item, source: sourceOf(item.code), group: line.group }))
      : [{ item: line, source: sourceOf(line.code), group: null }],
  );
}

/** Whether a criterion can take points away. */
export function takesAway(item: GridOption | BonusItem): boolean {
  const given = isBands(item)
    ? item.bands.map(([, , points]) => points)
    : isRange(item)
      ? item.range
      : [isUnit(item) ? item.perUnit : isBonus(item) ? item.bonus : item.points];
  return given.some((points) => points !== null && points < 0);
}

export const groupCaps = (grid: CriteriaGrid): { group: string; cap: number }[] =>
  grid.items.flatMap((line) =>
    isGroup(line) && typeof line.cap === 'number' ? [{ group: line.group, cap: line.cap }] : [],
  );
