import { normaliseName } from './normalise-name.js';

/**
 * In order: letters of French names that are said alike, after the manner of Phonex (F. Brouard, 1999), kept to what
 * names need.
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
  // Gauthier, Fournier, Olivier: the r is not said.
  [/ier$/, 'ie'],
  [/(.)\1+/g, '$1'],
];
/** A last e is not heard, nor are last consonants that no e follows: Louis, Louise. */
const unheard = (said: string): string => (said.endsWith('e') ? said.slice(0, -1) : said.replace(/[dpstz]+$/, ''));

/**
 * How a name sounds in French: `Gauthier` and `Gautier`, `Kaïs` and `Kays` are one; '' when too short to tell names
 * apart.
 */
export function soundOf(name: string): string {
  const said = SAID.reduce((text, [letters, sound]) => text.replace(letters, sound), normaliseName(name));
  return [unheard(said), said].find(({ length }) => length >= 3) ?? '';
}
