import type { AuditFile } from './file.js';

/** The lot of one case: FNV-1a of `seed:case`, its bits then mixed as MurmurHash3 ends (docs/decisions/0159). */
function lot(seed: string, child: string): number {
  let hash = 2166136261;
  for (const character of `${seed}:${child}`) hash = Math.imul(hash ^ character.codePointAt(0)!, 16777619) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 2246822507) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 13), 3266489909) >>> 0;
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A number of a case that its file tells, and the one that is drawn for it; null for a case that was not drawn. */
export interface DrawnNumber {
  readonly number: number;
  readonly drawn: number | null;
}

/**
 * The numbers of a session drawn again, in the order of their lots, for each number that the file tells. Nothing for a
 * file without a seed: its cases have their numbers from their place in the list.
 */
export function drawAgain({ numbers, told, reoffers = [] }: AuditFile): DrawnNumber[] {
  if (!numbers) return [];
  const inOrder = Object.keys(numbers.drawn)
    .map((child) => ({ child, lot: lot(numbers.seed, child) }))
    .sort((one, other) => one.lot - other.lot || (one.child < other.child ? -1 : 1))
    .map(({ child }) => child);
  const said = [
    ...Object.entries(numbers.drawn).map(([child, number]) => ({ child, number })),
    ...[told, ...reoffers.map((reoffer) => reoffer.told)].flat(),
  ];
  return said.map(({ child, number }) => ({ number, drawn: inOrder.indexOf(child) + 1 || null }));
}
