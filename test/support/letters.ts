const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** A number in letters, for names that differ: a name holds no digit. `0` is `a`, `25` is `z`, `26` is `ba`. */
export const inLetters = (n: number): string =>
  (n >= LETTERS.length ? inLetters(Math.floor(n / LETTERS.length)) : '') + LETTERS[n % LETTERS.length]!;
