import { FIRST } from './family-wishes.js';

/**
 * Stands instead of the unit where the fast path does not cover a wish: the wish cannot be proposed, names several
 * children, or its unit has a rule of its own.
 */
export const NO_FAST_PATH = -1;

interface Wishes {
  readonly open: Uint8Array;
  readonly entryFrom: Int32Array;
  readonly entryUnit: Int32Array;
  readonly priority: Int32Array;
  readonly masks: Int32Array;
  readonly place: Int32Array;
  readonly plain: Uint8Array;
}

/** See `Compiled`. @param words of a mask */
export function singleChildFastPath(
  { open, entryFrom, entryUnit, priority, masks, place, plain }: Wishes,
  words: number,
): Int32Array {
  const fastPath = new Int32Array(open.length * (words + 2));
  for (let wish = 0, at = 0; wish < open.length; wish += 1, at += words + 2) {
    const entry = entryFrom[wish]!,
      unit = entryUnit[entry]!;
    if (open[wish] === 0 || entryFrom[wish + 1] !== entry + 1 || plain[unit] === 0 || priority[entry] === FIRST) {
      fastPath[at] = NO_FAST_PATH;
      continue;
    }
    fastPath[at] = unit;
    fastPath[at + 1] = place[entry]!;
    for (let word = 0; word < words; word += 1) fastPath[at + 2 + word] = masks[entry * words + word]!;
  }
  return fastPath;
}
