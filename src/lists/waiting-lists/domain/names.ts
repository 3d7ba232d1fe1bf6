import { plain } from './plain-text.js';
import { isOneSlipFrom } from './slips.js';

/**
 * Restores the capitals of a name written in capitals or small letters only (`DA-SILVA` → `Da-Silva`), capitals as a
 * keyboard gives them included (`GUéRIN`, `DUPONt`). A name in mixed case is left alone.
 */
export function restoreCase(name: string): string {
  const text = name.trim().replace(/\s+/g, ' ');
  if (text !== text.toLowerCase() && !text.split(' ').some(isShouted)) return text;
  return text
    .split(' ')
    .map((word) => (word === word.toLowerCase() || word.length === 1 || isShouted(word) ? capitalise(word) : word))
    .join(' ');
}

const capitalise = (word: string): string =>
  word
    .toLowerCase()
    .replace(/(^|[-'’])(\p{L})/gu, (_match, before: string, letter: string) => before + letter.toUpperCase());

export interface NameParts {
  readonly firstName: string | null;
  readonly surname: string | null;
}

/** The order of names in a combined cell, where capitals do not tell it. It also tells what a single word is. */
export type NameOrder = 'surnameFirst' | 'firstNameFirst';

/** Words that begin a surname of several words. */
const PARTICLES =
  /^(de|du|des|da|do|dos|das|del|della|di|d|el|al|ait|ben|bel|bin|ibn|bou|abou|le|la|les|lo|san|van|von|den|der|ter|mac|saint|st)$/;
const isParticle = (word: string): boolean => PARTICLES.test(plain(word));

interface NameContext {
  readonly order: NameOrder;
  /** What a single word is. */
  readonly alone?: keyof NameParts;
  /** Surnames that other cells of the row tell. */
  readonly known?: readonly string[];
}

/**
 * Splits a combined name. Words in capitals beside other words are the surname, wherever they stand; then a surname
 * that the row tells elsewhere; then what begins with a particle (`Ana Lucía De Oliveira`). Otherwise the order of the
 * column decides: the first word against the rest.
 */
export function partName(text: string, { order, alone = 'surname', known = [] }: NameContext): NameParts {
  const byComma = /^([^,]+),([^,]+)$/.exec(text);
  if (byComma) return named(wordsOf(byComma[2]!), wordsOf(byComma[1]!));
  const words = wordsOf(text);
  if (words.length === 0) return { firstName: null, surname: null };
  if (words.length === 1) {
    const as = isKnown(words, known) ? 'surname' : alone;
    return { firstName: null, surname: null, [as]: restoreCase(words[0]!) };
  }
  return (
    partByCapitals(words) ??
    partByKnown(words, known, order) ??
    partByParticle(words, order) ??
    partByOrder(words, order)
  );
}

/** True when a name of several words could be cut in two places. */
export const isUnclear = (text: string, context: NameContext): boolean =>
  wordsOf(text).length > 2 && isToldByOrderOnly(text, context);

/** True when nothing but the order of the column tells which words of a name are the surname. */
export function isToldByOrderOnly(text: string, { order, known = [] }: NameContext): boolean {
  const words = wordsOf(text);
  const isTold = partByCapitals(words) ?? partByKnown(words, known, order) ?? partByParticle(words, order);
  return words.length > 1 && !text.includes(',') && isTold === null;
}

const wordsOf = (text: string): string[] =>
  text
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');

/** Parts a name by its capitals; null when they do not tell. */
export const partCapitals = (text: string): NameParts | null => partByCapitals(wordsOf(text));

function partByCapitals(words: readonly string[]): NameParts | null {
  const isSurname = (word: string, index: number): boolean => {
    if (isShouted(word)) return true;
    const next = words[index + 1];
    return next !== undefined && (isParticle(word) || /^\p{Lu}$/u.test(word)) && isSurname(next, index + 1);
  };
  const surnames = words.filter(isSurname);
  if (surnames.length === 0 || surnames.length === words.length || !words.some(isShouted)) return null;
  // `LAGROST Noa & LAGROST Tim`: one surname, written with each first name.
  const isRepeated = surnames.length > 1 && new Set(surnames.map(plain)).size === 1;
  return named(
    words.filter((word, index) => !isSurname(word, index)),
    isRepeated ? surnames.slice(0, 1) : surnames,
  );
}

/** By a surname told elsewhere: written exactly so before one with a slip, where the column expects it first. */
function partByKnown(words: readonly string[], known: readonly string[], order: NameOrder): NameParts | null {
  const sides = known.flatMap((surname) => {
    const count = wordsOf(surname).length;
    const first = { surname, said: words.slice(0, count), rest: words.slice(count) };
    const last = { surname, said: words.slice(-count), rest: words.slice(0, -count) };
    return order === 'surnameFirst' ? [first, last] : [last, first];
  });
  const isExact = ({ surname, said }: (typeof sides)[number]): boolean => plain(surname) === plain(said.join(' '));
  const found = sides.find(isExact) ?? sides.find(({ surname, said }) => isKnown(said, [surname]));
  return found ? named(found.rest, found.said) : null;
}

const isKnown = (words: readonly string[], known: readonly string[]): boolean =>
  known.some((surname) => isSameSurname(surname, words.join(' ')));

/** The same surname, with one slip of the keyboard in one of the two. */
export const isSameSurname = (one: string, other: string): boolean =>
  plain(one) === plain(other) || (other.length > 3 && isOneSlipFrom(plain(one), plain(other)));

function partByParticle(words: readonly string[], order: NameOrder): NameParts | null {
  const start = words.findIndex(isParticle);
  if (start === -1 || start === words.length - 1) return null;
  const after = words.findIndex((word, index) => index > start && !isParticle(word));
  if (start === 0 && order === 'firstNameFirst' && after < words.length - 1) return null;
  if (start === 0) return named(words.slice(after + 1), words.slice(0, after + 1));
  return order === 'firstNameFirst' ? named(words.slice(0, start), words.slice(start)) : null;
}

const partByOrder = (words: readonly string[], order: NameOrder): NameParts =>
  order === 'surnameFirst' ? named(words.slice(1), words.slice(0, 1)) : named(words.slice(0, 1), words.slice(1));

const named = (firstNames: readonly string[], surnames: readonly string[]): NameParts => ({
  firstName: firstNames.length === 0 ? null : restoreCase(firstNames.join(' ')),
  surname: surnames.length === 0 ? null : restoreCase(surnames.join(' ')),
});

/** Whether a word is in capitals (`da-SILVA` too), but for the accented letters that a keyboard leaves small and one slip. */
export function isShouted(word: string): boolean {
  const pieces = word.split(/[-'’]/);
  return (
    isInCapitals(word) || (pieces.some(isInCapitals) && pieces.every((each) => isInCapitals(each) || isParticle(each)))
  );
}

function isInCapitals(word: string): boolean {
  const letters = [...word].filter((letter) => letter.toLowerCase() !== letter.toUpperCase());
  const small = letters.filter((letter) => letter === letter.toLowerCase() && plain(letter) === letter).length;
  const capital = letters.filter((letter) => letter === letter.toUpperCase()).length;
  return capital > 1 && (small === 0 || (small === 1 && letters.length > 2));
}

const UNBORN =
  /(^|[\s(-])(?:(?:enfant\s+)?[aà][\s-]*na[iî]tre|[aà]\s+venir|futur\s+(?:b[eé]b[eé]|enfant)|b[eé]b[eé]|bb|naissance\s+pr[eé]vue)(?=[\s)-]|$)/giu;
const TWINS = /(^|[\s(])(?:jumeaux|jumelles|tripl[eé](?:e?s|s))(?=[\s)]|$)/giu;

/** An age beside a name: `Yanis 2 ans`. */
const AGE = /[\s,(]+\d{1,2}\s*(?:ans?|mois|semaines?|jours?)\)?(?=\s|$)/giu;

export interface UnbornReading {
  /** What is left of the name. */
  readonly rest: string;
  readonly unborn: boolean;
  readonly twins: boolean;
}

/** Separates the words that mean "to be born", and those that mean several children, from a name. */
export function takeUnborn(text: string): UnbornReading {
  const single = text.replace(TWINS, ' ').replace(AGE, ' ');
  const born = single.replace(UNBORN, '$1');
  const unborn = born !== single;
  // A date beside "to be born" is no name: `A NAITRE (mars 2027)`.
  const named = unborn ? born.replace(/\(?(?:pr[eé]vue?\s+)?(?:le\s+|en\s+|pour\s+)?[^\s(]*\s*\d.*$/iu, ' ') : born;
  const rest = named
    .replace(/[()?]+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s-]+|[\s-]+$/g, '');
  return { rest, unborn, twins: text.replace(TWINS, ' ') !== text };
}
