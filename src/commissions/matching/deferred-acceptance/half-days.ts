/** Half-days as bits: 32 to a word, as many words as the instance needs. */
export interface HalfDays {
  /** In the order of code units. The order in the instance does not matter. */
  readonly names: readonly string[];
  readonly words: number;
  /** The bits of each half-day, with those of later periods that belong to it. Each has `words` numbers. */
  readonly masks: ReadonlyMap<string, Int32Array>;
}

export const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The period is empty for a half-day of no period. */
const periodOf = (name: string): { period: string; slot: string } => {
  const cut = name.indexOf('/');
  return cut === -1 ? { period: '', slot: name } : { period: name.slice(0, cut), slot: name.slice(cut + 1) };
};

/**
 * Numbers the half-days. A half-day of one period is held in all later periods too, so its mask has the bits of all of
 * them.
 */
export function halfDaysOf(slots: readonly string[]): HalfDays {
  const names = [...new Set(slots)].sort(byCodeUnits);
  const words = Math.max(1, Math.ceil(names.length / 32));
  const parts = names.map(periodOf);
  const masks = new Map<string, Int32Array>();
  for (const [index, name] of names.entries()) {
    const { period, slot } = parts[index]!;
    const mask = new Int32Array(words);
    for (const [other, part] of parts.entries()) {
      if (other === index || (part.period > period && part.slot === slot && period !== ''))
        mask[other >> 5]! |= 1 << (other & 31);
    }
    masks.set(name, mask);
  }
  return { names, words, masks };
}

/** The names in a mask, in order. */
export const namesIn = (halfDays: HalfDays, mask: Int32Array, offset: number): string[] =>
  halfDays.names.filter((_, index) => (mask[offset + (index >> 5)]! & (1 << (index & 31))) !== 0);
