import { pointsAt } from '../../admission/index.js';
import type { OwnPoints } from '../domain/order-rules.js';
import type { Candidacy } from '../persistence/commission.entities.js';

/** The points of each case by itself, as they were frozen. Brothers and sisters share a rank, and not these. */
export function ownPointsOf(cases: readonly Pick<Candidacy, 'id' | 'points' | 'lines'>[]): OwnPoints {
  const byId = new Map(cases.map((candidacy) => [candidacy.id, candidacy]));
  return (child, at) => {
    const candidacy = byId.get(child);
    return candidacy ? pointsAt({ lines: candidacy.lines ?? [], total: candidacy.points ?? 0 }, at) : null;
  };
}
