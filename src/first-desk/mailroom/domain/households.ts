interface Letter {
  readonly dossierId: string | null;
  readonly deskId: string | null;
  readonly language: string;
  readonly recipient: string;
}

/**
 * The letters that go into one envelope: those from one desk to one person about one family, in one language. The order
 * of the letters is kept, and a household stands where its first letter stood.
 */
export function householdsOf<T extends Letter>(letters: readonly T[]): T[][] {
  const households = new Map<string, T[]>();
  letters.forEach((letter, index) => {
    const { dossierId, deskId, language, recipient } = letter;
    // A letter to a member of a commission is about no family.
    const key = JSON.stringify(dossierId === null ? index : [dossierId, deskId, language, recipient]);
    households.set(key, [...(households.get(key) ?? []), letter]);
  });
  return [...households.values()];
}

/**
 * The blocks of several letters that are read one after the other: what they all begin with is said by the first alone,
 * and what a later one says too is left to it.
 * @param same whether two blocks say the same
 */
export function withoutRepeats<Block>(
  letters: readonly (readonly Block[])[],
  same: (one: Block, other: Block) => boolean,
): Block[][] {
  const greeting = letters[0]?.[0];
  return letters.map((blocks, index) => {
    const later = letters.slice(index + 1).flat();
    return blocks.filter((block, position) => {
      if (position === 0 && greeting !== undefined && same(block, greeting)) return index === 0;
      return !later.some((other) => same(block, other));
    });
  });
}
