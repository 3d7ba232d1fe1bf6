import { FIRST } from './family-wishes.js';

/** In place of its unit: a wish that cannot be proposed, or that more has to be asked of than a glance. */
export const NO_GLANCE = -1;

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
export function glancesOf({ open, entryFrom, entryUnit, priority, masks, place, plain }: Wishes, words: number): Int32Array {
  const glances = new Int32Array(open.length * (words + 2));
  for (let wish = 0, at = 0; wish < open.length; wish += 1, at += words + 2) {
    const entry = entryFrom[wish]!, unit = entryUnit[entry]!;
    if (open[wish] === 0 || entryFrom[wish + 1] !== entry + 1 || plain[unit] === 0 || priority[entry] === FIRST) {
      glances[at] = NO_GLANCE;
      continue;
    }
    glances[at] = unit;
    glances[at + 1] = place[entry]!;
    for (let word = 0; word < words; word += 1) glances[at + 2 + word] = masks[entry * words + word]!;
  }
  return glances;
}
