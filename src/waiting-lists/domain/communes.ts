import { plain } from './plain-text.js';

export interface ListedCommune {
  readonly inseeCode: string;
  readonly name: string;
  readonly postalCodes?: readonly string[];
}

export interface CommuneReading {
  /** Null outside the territory. */
  readonly inseeCode: string | null;
  /** The territory's spelling, or what was written when the commune lies outside. */
  readonly name: string;
}

/** Finds a commune whatever its hyphens, accents and `St`; an unknown name is a commune outside, kept as written. */
export function readCommune(text: string, communes: readonly ListedCommune[]): CommuneReading {
  const wanted = communeKey(text);
  const found = communes.find((commune) => communeKey(commune.name) === wanted);
  return found ? { inseeCode: found.inseeCode, name: found.name } : { inseeCode: null, name: text.trim() };
}

const communeKey = (name: string): string =>
  plain(name)
    .replace(/\bcedex( \d+)?$/, '')
    .replace(/\bst\b/g, 'saint')
    .replace(/\bste\b/g, 'sainte')
    .replace(/\b(s|ss) (?=\p{L})/gu, 'sous ')
    .trim();
