import { readPhone } from '../../kernel/phone-number.js';
import { readDayText } from '../../kernel/day-text.js';
import type { Dialect } from '../../platform/database/index.js';
import { heardAs } from '../domain/duplicates/heard-as.js';
import { nameWords } from '../domain/duplicates/normalise-name.js';
import {
  heardRequests,
  keyedRequests,
  namedRequests,
  numberedRequests,
  type RequestSearch,
} from '../persistence/request-search.queries.js';
import { dossierNumberIn } from './dossier-number.js';

/** How many words of a search may select candidates. Further words only narrow these. */
const MOST_LEADING_WORDS = 3;

/** What a desk typed, told from its form alone. */
export type Typed =
  | { readonly kind: 'number'; readonly number: string }
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'names'; readonly words: readonly string[] };

/** The digits of a telephone number that is only begun, as it is stored; null for any other text. */
function phoneBegun(text: string): string | null {
  if (!/^(\+|00)?[\d\s./()-]+$/.test(text)) return null;
  const digits = text.replace(/\D/g, '').replace(/^(0033|33)0?/, '0');
  return digits.length >= 4 && digits.length < 10 && digits.startsWith('0') ? digits : null;
}

/** A dossier number with or without its dash, an address, a day, a telephone number whole or begun; otherwise names. */
export function readTyped(text: string): Typed {
  const typed = text.trim();
  const number = dossierNumberIn(typed);
  if (number !== null) return { kind: 'number', number };
  if (typed.includes('@')) return { kind: 'key', key: `mail:${typed.toLowerCase()}` };
  const day = /^0\d( \d\d)+$/.test(typed) ? null : readDayText(typed);
  if (day !== null) return { kind: 'key', key: `born:${day}` };
  const phone =
    /\d{4}/.test(typed.replace(/\D/g, '')) && !/\p{L}/u.test(typed) ? (readPhone(typed) ?? phoneBegun(typed)) : null;
  if (phone !== null) return { kind: 'key', key: `phone:${phone}` };
  return { kind: 'names', words: nameWords(typed) };
}

/**
 * Finds requests by the number of their dossier, a telephone or an address of the family, the day of birth, or a name
 * of the child or of an adult. The typed words may be the beginning of one name, or each the beginning of a name.
 */
export function searchFor(dialect: Dialect, text: string): RequestSearch {
  const typed = readTyped(text);
  if (typed.kind === 'number') return numberedRequests(typed.number);
  if (typed.kind === 'key') return keyedRequests(dialect, typed.key);
  return namedRequests(dialect, typed.words, MOST_LEADING_WORDS);
}

/** Finds requests by names that are heard like those typed; null for a text that holds no names. */
export function searchByEar(text: string): RequestSearch | null {
  const typed = readTyped(text);
  if (typed.kind !== 'names') return null;
  const heard = [...new Set(typed.words.map(heardAs))].filter((sound) => sound !== '');
  return heard.length === 0
    ? null
    : heardRequests(
        heard,
        typed.words.filter((word) => heardAs(word) === ''),
      );
}
