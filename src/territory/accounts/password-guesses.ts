import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as french } from '@zxcvbn-ts/language-fr';
import { COMMON_PASSWORDS, PLACE_WORDS } from './common-passwords.js';

/** What is asked of the thread: a password, and the words of its owner. */
export interface PasswordQuestion {
  readonly password: string;
  readonly words: readonly string[];
}

/** What follows adds tries only. Two hundred letters made of leaked words and years take three seconds to judge. */
const LONGEST_JUDGED = 64;

const estimator = new ZxcvbnFactory({
  dictionary: { ...common, ...french, place: [...PLACE_WORDS, ...COMMON_PASSWORDS, 'motdepasse'] },
  graphs: adjacencyGraphs,
});

/**
 * How many tries a program that guesses passwords needs, at most: it begins with fifty thousand that leaked, then words,
 * names, dates and rows of keys, one after the other (zxcvbn).
 */
export const countGuesses = ({ password, words }: PasswordQuestion): number =>
  estimator.check(password.slice(0, LONGEST_JUDGED), [...words]).guesses;
