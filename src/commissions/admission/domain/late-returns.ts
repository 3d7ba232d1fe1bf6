import type { Day } from '../../../foundation/kernel/time.js';
import { bestPoints } from './best-points.js';
import { careStartOf, type AnsweredFacts } from './facts.js';
import { activityAtOf, type CriteriaGrid } from './grid.js';
import type { BonusPlace } from './line-points.js';

/** A leave that lasts beyond the first day of care, and the points that it costs. */
export interface LateReturn {
  /** From 0. */
  readonly adult: number;
  readonly back: Day;
  readonly wantedFrom: Day;
  readonly points: number;
}

/**
 * The leaves that cost points because they end after the wanted start of care. A grid that judges the day of the
 * session is left out: no other date that the family may give would change what it counts.
 */
export function lateReturns(grid: CriteriaGrid, said: AnsweredFacts, places: readonly BonusPlace[]): LateReturn[] {
  const { wantedFrom, returns } = said;
  if (wantedFrom === null || activityAtOf(grid) === 'today') return [];
  const start = careStartOf(said);
  const now = bestPoints(grid, said, places);
  return returns.flatMap((back, adult) => {
    if (back === null || back <= start) return [];
    const inTime = { ...said, returns: returns.map((day, index) => (index === adult ? start : day)) };
    const points = bestPoints(grid, inTime, places) - now;
    return points > 0 ? [{ adult, back, wantedFrom, points }] : [];
  });
}
