import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import type { TieBreak } from './grid.js';

export interface RankedCandidate {
  readonly id: Id;
  readonly points: number;
  readonly requestedAt: Instant;
  /** Birth date, or due date. Only needed where the grid ranks the older child first. */
  readonly birth?: Day;
}

/**
 * The lot of a candidate in a draw: 32 bits that anybody can compute again from the seed recorded with the session
 * (FNV-1a, then the finaliser of MurmurHash3). The smaller lot comes first.
 */
export function lotOf(seed: string, id: Id): number {
  let hash = 0x811c9dc5;
  for (const character of `${seed}:${id}`) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const compared = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/** The value that each rule compares. The smaller comes first. */
const KEYS: Record<TieBreak, (candidate: RankedCandidate, seed: string) => string | number> = {
  request_date: ({ requestedAt }) => requestedAt,
  older_child: ({ birth }) => birth ?? '',
  lot: ({ id }, seed) => lotOf(seed, id),
};

/** The rule that decides between two candidates with equal points: the first by which they differ. */
export const decidingRule = (
  a: RankedCandidate,
  b: RankedCandidate,
  seed: string,
  tieBreak: readonly TieBreak[],
): TieBreak => tieBreak.find((rule) => KEYS[rule](a, seed) !== KEYS[rule](b, seed)) ?? 'lot';

/**
 * Ranks candidates, best first: by points, then by the tie-break of the grid. The order of the input does not matter.
 */
export function rankCandidates<T extends RankedCandidate>(
  candidates: readonly T[],
  seed: string,
  tieBreak: readonly TieBreak[] = ['request_date', 'lot'],
): T[] {
  const judged = candidates.map((candidate) => ({
    candidate,
    keys: tieBreak.map((rule) => KEYS[rule](candidate, seed)),
  }));
  const tie = (a: readonly (string | number)[], b: readonly (string | number)[]): number =>
    a.reduce<number>((found, key, rule) => found || compared(key, b[rule]!), 0);
  return judged
    .sort(
      (a, b) =>
        b.candidate.points - a.candidate.points || tie(a.keys, b.keys) || compared(a.candidate.id, b.candidate.id),
    )
    .map(({ candidate }) => candidate);
}
