import type { CriteriaGrid } from './grid.js';
import { factsOf, type AnsweredFacts } from './facts.js';
import type { BonusPlace } from './line-points.js';
import { pointsAt, pointsOf } from './points.js';

/** The most points that these answers give, at whichever establishment asked for. */
export function bestPoints(grid: CriteriaGrid, answers: AnsweredFacts, places: readonly BonusPlace[]): number {
  const points = pointsOf(grid, factsOf(answers), places);
  return Math.max(points.total, ...places.map(({ id }) => pointsAt(points, id)));
}
