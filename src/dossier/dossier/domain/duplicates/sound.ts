import { normaliseName } from './normalise-name.js';

/**
 * Rules, in order, for letters of French names that sound alike. They follow Phonex (F. Brouard, 1999), reduced to
 * what names need.
 */
const SAID: readonly [RegExp, string][] = [
  [/ph/g, 'f'],
  [/sch|sh/g, 'ç'],
  [/ch/g, 'ç'],
  [/h/g, ''],
  [/bv/g, 'v'],
  [/w/g, 'v'],
  [/gu(?=[ei])/g, 'g'],
  [/g(?=[ei])/g, 'j'],
  [/qu?|ck|c(?![eiy])/g, 'k'],
  [/c/g, 's'],
  [/x/g, 'ks'],
  [/z/g, 's'],
  [/eau|aul?(?=[dt])|au/g, 'o'],
  [/aie?|ei|ay|ey/g, 'e'],
  [/oe?u/g, 'u'],
  [/eu/g, 'e'],
  [/y/g, 'i'],
  // Gauthier, Fournier, Olivier: the final r is silent.
  [/ier$/, 'ie'],
  [/(.)\1+/g, '$1'],
];
/** Removes what is silent: a final e, or final consonants without an e: Louis, Louise. */
const unheard = (said: string): string => (said.endsWith('e') ? said.slice(0, -1) : said.replace(/[dpstz]+$/, ''));

/**
 * How a name sounds in French: `Gauthier` and `Gautier`, or `Kaïs` and `Kays`, give the same. Empty when the sound is
 * too short to tell names apart.
 */
export function soundOf(name: string): string {
  const said = SAID.reduce((text, [letters, sound]) => text.replace(letters, sound), normaliseName(name));
  return [unheard(said), said].find(({ length }) => length >= 3) ?? '';
}
