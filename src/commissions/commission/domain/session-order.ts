import { rankCandidates, type RankedCandidate, type TieBreak } from '../../admission/domain/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';

export interface FamilyCandidate extends RankedCandidate {
  readonly family: Id;
}

export interface SessionOrder {
  /** The order among equal points, best first. Brothers and sisters stand next to each other. */
  readonly tieBreak: readonly Id[];
  /** Children by their points without bonuses, best first. A family stands where its best child does. */
  readonly ranked: readonly Id[];
}

/**
 * Gives brothers and sisters one rank, that of the best of them. With separate ranks, a family could compete against
 * itself.
 */
export function sessionOrder(
  candidates: readonly FamilyCandidate[],
  seed: string,
  tieBreak: readonly TieBreak[],
): SessionOrder {
  const families = new Map<Id, FamilyCandidate[]>();
  for (const ranked of rankCandidates(
    candidates.map((candidate) => ({ ...candidate, points: 0, own: candidate.points })),
    seed,
    tieBreak,
  )) {
    families.set(ranked.family, [...(families.get(ranked.family) ?? []), { ...ranked, points: ranked.own }]);
  }
  const ids = (groups: readonly FamilyCandidate[][]): Id[] => groups.flatMap((group) => group.map(({ id }) => id));
  const best = (group: readonly FamilyCandidate[]): number => Math.max(...group.map(({ points }) => points));
  const groups = [...families.values()];
  return { tieBreak: ids(groups), ranked: ids([...groups].sort((a, b) => best(b) - best(a))) };
}
