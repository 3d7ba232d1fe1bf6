import type { Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/time.js';

export interface RankedCandidate {
  readonly id: Id;
  readonly points: number;
  readonly requestedAt: Instant;
}

/**
 * The lot of a candidate in a draw: 32 bits that anybody can compute again from the seed recorded with the session
 * (FNV-1a, then the finaliser of MurmurHash3). Smaller is better.
 */
export function lotOf(seed: string, id: Id): number {
  let hash = 0x811c9dc5;
  for (const character of `${seed}:${id}`) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Best first: points, then the earlier request, then the lot. The order of the input carries no meaning. */
export function rankCandidates<T extends RankedCandidate>(candidates: readonly T[], seed: string): T[] {
  return [...candidates].sort(
    (a, b) => b.points - a.points || byText(a.requestedAt, b.requestedAt) || lotOf(seed, a.id) - lotOf(seed, b.id) || byText(a.id, b.id),
  );
}
