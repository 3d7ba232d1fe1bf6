import type { Id } from '../../kernel/ids.js';
import type { Day, Instant } from '../../kernel/time.js';
import type { TieBreak } from './grid.js';

export interface RankedCandidate {
  readonly id: Id;
  readonly points: number;
  readonly requestedAt: Instant;
  /** Birth date, or the date it is due: only where the grid ranks the older child first. */
  readonly birth?: Day;
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

const RULES: Record<TieBreak, (a: RankedCandidate, b: RankedCandidate, seed: string) => number> = {
  request_date: (a, b) => byText(a.requestedAt, b.requestedAt),
  older_child: (a, b) => byText(a.birth ?? '', b.birth ?? ''),
  lot: (a, b, seed) => lotOf(seed, a.id) - lotOf(seed, b.id),
};

/** Best first: points, then the grid's own tie-break. The order of the input carries no meaning. */
export function rankCandidates<T extends RankedCandidate>(
  candidates: readonly T[],
  seed: string,
  tieBreak: readonly TieBreak[] = ['request_date', 'lot'],
): T[] {
  const tie = (a: T, b: T): number => tieBreak.reduce((found, rule) => found || RULES[rule](a, b, seed), 0);
  return [...candidates].sort((a, b) => b.points - a.points || tie(a, b) || byText(a.id, b.id));
}
