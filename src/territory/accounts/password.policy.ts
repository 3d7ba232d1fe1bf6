import { refuse, type Refusal } from '../../foundation/kernel/refusal.js';
import { COMMON_PASSWORDS, PLACE_WORDS } from './common-passwords.js';

export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 200;
/** A shorter part of a name stands in too many words. */
const SHORTEST_PART = 4;

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** How many letters a password has beside the words of this place. */
const SHORTEST_REST = 6;

/** The letters that are left of a password once the words of this place, its digits and its signs are taken away. */
const ownLetters = (written: string): string =>
  PLACE_WORDS.reduce((rest, word) => rest.replaceAll(word, ''), written.replace(/[^\p{L}]/gu, ''));

/** One that has no word of this place may be made of digits alone. */
const isOfThisPlace = (written: string): boolean =>
  PLACE_WORDS.some((word) => written.includes(word)) && ownLetters(written).length < SHORTEST_REST;

export interface PasswordOwner {
  readonly name: string;
  readonly email: string;
}

/** The words of a name, and what stands before the @ of an address. */
export const wordsOf = ({ name, email }: PasswordOwner): string[] =>
  [...plain(name).split(/[^\p{L}\d]+/u), ...plain(email.split('@')[0]!).split(/[^\p{L}\d]+/u)].filter(
    (part) => part.length >= SHORTEST_PART,
  );

/**
 * Whether a password is long enough, none that is tried first, and not made of its owner (ASVS 5.0, 6.2). Which
 * characters it has is nobody's business.
 */
export function judgePassword(password: string, owner: PasswordOwner): Refusal | null {
  if ([...password].length < SHORTEST_PASSWORD) return refuse('account.shortPassword', { shortest: SHORTEST_PASSWORD });
  const written = plain(password);
  if (COMMON_PASSWORDS.has(written) || new Set(written).size < 3) return refuse('account.commonPassword');
  if (isOfThisPlace(written)) return refuse('account.commonPassword');
  if (wordsOf(owner).some((part) => written.includes(part))) return refuse('account.passwordOfOwner');
  return null;
}

/** A guess a second, for three years. Signing in allows some forty an hour (docs/security/limits.md). */
const FEWEST_GUESSES = 100_000_000;

/** @param guesses how many a program needs that knows which passwords people choose */
export const judgeGuesses = (guesses: number): Refusal | null =>
  guesses < FEWEST_GUESSES ? refuse('account.guessedPassword') : null;
