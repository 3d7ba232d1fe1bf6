/** Words that say nothing of what is looked for, in French and in English. */
const EMPTY_WORDS = new Set([
  ...'a au aux avec ce ces d dans de des du en et l la le les mes mon ma'.split(' '),
  ...'ou par pour qui sa se ses son sur un une vos votre'.split(' '),
  ...'an and by for in my of on or the to with your'.split(' '),
]);

/** Without capitals and accents, word by word: `L’été à Écuisses` is `l ete a ecuisses`. */
export const plainWords = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** The words of a text that say what is looked for; all of them where none does. */
export function tellingWords(text: string): string[] {
  const words = plainWords(text);
  const telling = words.filter((word) => !EMPTY_WORDS.has(word));
  return telling.length > 0 ? telling : words;
}

/** A plural and an ending of a verb are at most so much longer than the word that is meant. */
const MOST_ENDING = 2;
const SHORTEST_STEM = 4;

/** Whether a word was meant by what somebody typed: its beginning, or the word with another ending. */
export const isMeantBy = (typed: string, word: string): boolean =>
  word.startsWith(typed) ||
  (word.length >= SHORTEST_STEM && typed.startsWith(word) && typed.length - word.length <= MOST_ENDING);

/** Whether each of the typed words is meant by some word of a text. */
export function holdsWords(typed: readonly string[], text: string): boolean {
  const words = plainWords(text);
  return typed.length > 0 && typed.every((one) => words.some((word) => isMeantBy(one, word)));
}
