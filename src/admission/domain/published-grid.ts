import { isGroup, type CriteriaGrid, type GridGroup, type GridItem } from './grid.js';

/** How a criterion comes to be known: asked only because it gives points, part of what any dossier says, or an expert's word. */
export type CriterionSource = 'question' | 'dossier' | 'expert';

/** Criteria that `factsOf` reads from answers given anyway: residence, situations, household, child. */
const FROM_THE_DOSSIER: readonly string[] = [
  'resident', 'both_parents_work_or_train', 'one_works', 'neither_works', 'lone_parent_working', 'lone_parent_not_working', 'child_handicap', 'multiple_birth',
];

export interface PublishedItem extends GridItem {
  readonly source: CriterionSource;
  /** The group of which one at most counts. */
  readonly group: string | null;
}

/** Every criterion of a grid with its points, in the grid's order: what the law wants published (CRPA L312-1-3). */
export function publishedItems(grid: CriteriaGrid, askedFacts: readonly string[]): PublishedItem[] {
  const sourceOf = (code: string): CriterionSource =>
    askedFacts.includes(code) ? 'question' : FROM_THE_DOSSIER.includes(code) ? 'dossier' : 'expert';
  const published = (item: GridItem, group: string | null): PublishedItem => ({ ...item, source: sourceOf(item.code), group });
  return grid.items.flatMap((item: GridItem | GridGroup) =>
    isGroup(item) ? item.options.map((option) => published(option, item.group)) : [published(item, null)],
  );
}
