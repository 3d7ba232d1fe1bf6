import type { Compiled } from './compiled.js';

/** The half-days of an entry, by their positions, in order. */
export function slotsOf({ masks, halfDays: { words } }: Pick<Compiled, 'masks' | 'halfDays'>, entry: number): number[] {
  const slots: number[] = [];
  for (let word = 0; word < words; word += 1) {
    for (let bits = masks[entry * words + word]!; bits !== 0; bits &= bits - 1)
      slots.push((word << 5) + 31 - Math.clz32(bits & -bits));
  }
  return slots;
}
