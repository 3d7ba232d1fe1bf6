const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

/** A shorter word would be taken for too many others. */
const SHORTEST = 4;
/** A longer one would have too many readings, and is told by its beginning. */
const LONGEST = 14;

/**
 * What a word may have meant: itself, and every word that one typing error makes of it: two neighbouring letters
 * swapped, or one letter too many, missing, or taken for another. `lambret` may have meant `lambert`.
 * @param word letters without accents and capitals (nameWords)
 */
export function oneTypingError(word: string): string[] {
  if (word.length < SHORTEST || word.length > LONGEST) return [];
  const places = Array.from({ length: word.length + 1 }, (_, place) => place);
  const around = places.map((place) => [word.slice(0, place), word.slice(place)] as const);
  return [
    ...new Set([
      word,
      ...around.flatMap(([before, after]) => [
        ...(after.length > 1 ? [`${before}${after[1]}${after[0]}${after.slice(2)}`] : []),
        ...(after.length > 0 ? [before + after.slice(1)] : []),
        ...LETTERS.flatMap((letter) => [
          before + letter + after,
          ...(after.length > 0 ? [before + letter + after.slice(1)] : []),
        ]),
      ]),
    ]),
  ];
}
