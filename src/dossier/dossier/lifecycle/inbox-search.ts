import { readPhone } from '../../../foundation/kernel/phone-number.js';
import { readDayText } from '../../../foundation/kernel/day-text.js';
import type { Dialect } from '../../../foundation/platform/database/index.js';
import { heardKey, SEARCHED_KEYS } from '../domain/duplicates/blocking-keys.js';
import { heardAs } from '../domain/duplicates/heard-as.js';
import { nameWords } from '../domain/duplicates/normalise-name.js';
import { oneTypingError } from '../domain/duplicates/one-typing-error.js';
import {
  alikeRequests,
  eitherOf,
  halfNumberedRequests,
  keyedRequests,
  namedRequests,
  numberedRequests,
  type RequestSearch,
} from '../persistence/request-search.queries.js';
import { dossierNumberIn, halfNumberIn } from './dossier-number.js';

/** How many words of a search may select candidates. Further words only narrow these. */
const MOST_LEADING_WORDS = 3;

/** What a desk typed, told from its form alone. */
export type Typed =
  | { readonly kind: 'number'; readonly number: string }
  | { readonly kind: 'half'; readonly half: string }
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'names'; readonly words: readonly string[] };

/** The digits of a telephone number that is only begun, as it is stored; null for any other text. */
function phoneBegun(text: string): string | null {
  if (!/^(\+|00)?[\d\s./()-]+$/.test(text)) return null;
  const digits = text.replace(/\D/g, '').replace(/^(0033|33)0?/, '0');
  return digits.length >= 4 && digits.length < 10 && digits.startsWith('0') ? digits : null;
}

/** A dossier number with or without its dash, one half of it, an address, a day, a telephone number whole or begun; otherwise names. */
export function readTyped(text: string): Typed {
  const typed = text.trim();
  const number = dossierNumberIn(typed);
  if (number !== null) return { kind: 'number', number };
  const half = halfNumberIn(typed);
  if (half !== null) return { kind: 'half', half };
  if (typed.includes('@')) return { kind: 'key', key: `mail:${typed.toLowerCase()}` };
  const day = /^0\d( \d\d)+$/.test(typed) ? null : readDayText(typed);
  if (day !== null) return { kind: 'key', key: `born:${day}` };
  const phone =
    /\d{4}/.test(typed.replace(/\D/g, '')) && !/\p{L}/u.test(typed) ? (readPhone(typed) ?? phoneBegun(typed)) : null;
  if (phone !== null) return { kind: 'key', key: `phone:${phone}` };
  return { kind: 'names', words: nameWords(typed) };
}

/**
 * Finds requests by the number of their dossier or half of it, a telephone or an address of the family, the day of birth, or a name
 * of the child or of an adult. The typed words may be the beginning of one name, or each the beginning of a name.
 */
export function searchFor(dialect: Dialect, text: string): RequestSearch {
  const typed = readTyped(text);
  if (typed.kind === 'number') return numberedRequests(typed.number);
  // Four letters without a vowel may also begin a name: `schm`.
  if (typed.kind === 'half')
    return eitherOf(
      halfNumberedRequests(typed.half),
      namedRequests(dialect, [typed.half.toLowerCase()], MOST_LEADING_WORDS),
    );
  if (typed.kind === 'key') return keyedRequests(dialect, typed.key);
  return namedRequests(dialect, typed.words, MOST_LEADING_WORDS);
}

/** The keys of the names that a word may have meant: heard like it, or written with one typing error. */
const keysOf = (word: string, index: number): string[] => {
  const heard = heardAs(word);
  const meant = index < MOST_LEADING_WORDS ? oneTypingError(word) : [];
  return [...(heard === '' ? [] : [heardKey(heard)]), ...meant.flatMap((one) => SEARCHED_KEYS.map((key) => key + one))];
};

/** Finds requests by names that are heard like those typed, or written almost so; null for a text that holds no names. */
export function searchAlike(text: string): RequestSearch | null {
  const typed = readTyped(text);
  if (typed.kind !== 'names') return null;
  const words = [...new Set(typed.words)].map((word, index) => ({ word, keys: keysOf(word, index) }));
  const told = words.filter(({ keys }) => keys.length > 0).map(({ keys }) => keys);
  return told.length === 0
    ? null
    : alikeRequests(
        told,
        words.filter(({ keys }) => keys.length === 0).map(({ word }) => word),
      );
}
