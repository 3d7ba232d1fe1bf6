/** A criterion that stands alone: its points are added when it holds. */
export interface GridItem {
  readonly code: string;
  readonly points: number;
}

/** Criteria of which one at most counts: the one that holds and gives most. */
export interface GridGroup {
  readonly group: string;
  readonly options: readonly GridItem[];
}

/** Applied in this order among equal points: the date the request was first made, then a lot drawn and recorded. */
export const TIE_BREAKS = ['request_date', 'lot'] as const;
export type TieBreak = (typeof TIE_BREAKS)[number];

export interface CriteriaGrid {
  readonly id: string;
  readonly source: string;
  readonly items: readonly (GridItem | GridGroup)[];
  readonly tieBreak: readonly TieBreak[];
  /** What the published source does not say and we had to assume. */
  readonly assumed: readonly string[];
}

export const isGroup = (item: GridItem | GridGroup): item is GridGroup => 'group' in item;

const isItem = (value: unknown): boolean => {
  const item = value as Partial<GridItem>;
  return typeof item.code === 'string' && typeof item.points === 'number' && Object.keys(item).every((key) => key === 'code' || key === 'points');
};
const isKnown = (value: unknown): boolean => {
  const group = value as Partial<GridGroup>;
  return Array.isArray(group.options) ? typeof group.group === 'string' && group.options.every(isItem) : isItem(value);
};

/**
 * The parts of a transcribed grid that cannot be counted yet (ranges, bands, points per unit). A grid in which one is left stays
 * a draft (domain.md §7).
 */
export const uncountable = (items: readonly unknown[]): unknown[] => items.filter((item) => !isKnown(item));
