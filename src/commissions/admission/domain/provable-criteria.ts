import type { CriterionSource } from './criteria.js';
import type { CriteriaGrid } from './grid.js';
import { publishedItems } from './published-grid.js';

/** Facts that need proof: those that only a family's own papers can show. What we recorded ourselves needs none. */
export const PROVABLE: readonly CriterionSource[] = ['question', 'dossier'];

/** The criteria of a grid of which somebody can see a proof. */
export const provableCriteria = (grid: CriteriaGrid): string[] =>
  publishedItems(grid).flatMap(({ item, source }) => (PROVABLE.includes(source) ? [item.code] : []));
