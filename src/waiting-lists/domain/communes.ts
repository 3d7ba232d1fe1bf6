import { plain } from './plain-text.js';
import { isOneSlipFrom } from './slips.js';

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
  /** The postal code of the row, in the cell of the commune or beside it. */
  readonly postalCode: string | null;
  /** True when the name is not quite that of the commune, and no postal code confirms it. */
  readonly isDoubtful: boolean;
}

/**
 * Finds a commune whatever its hyphens, accents and `St`. A name cut short (`Montceau`) or with one slip
 * (`Sanvigne`) is a commune of the territory where only one comes near and the postal code does not say otherwise.
 * Any other name is a commune outside, kept as written.
 */
export function readCommune(
  text: string,
  communes: readonly ListedCommune[],
  besideIt: string | null = null,
): CommuneReading {
  const postalCode = besideIt ?? /\b\d{5}\b/.exec(text)?.[0] ?? null;
  const name = text
    .replace(/\b\d{5}\b|\(\s*\d{2}\s*\)/, ' ')
    .replace(/^[\s,;()/-]+|[\s,;()/-]+$/g, '')
    .trim();
  const key = communeKey(name);
  const exact = communes.find((commune) => communeKey(commune.name) === key);
  if (exact) return { inseeCode: exact.inseeCode, name: exact.name, postalCode, isDoubtful: false };
  const near = communes.filter((commune) => comesNear(key, communeKey(commune.name)));
  const likely = near.filter(({ postalCodes }) => !postalCode || !postalCodes || postalCodes.includes(postalCode));
  const [only] = likely;
  if (!only || likely.length > 1) return { inseeCode: null, name, postalCode, isDoubtful: false };
  return { inseeCode: only.inseeCode, name: only.name, postalCode, isDoubtful: !postalCode || !only.postalCodes };
}

/** Words that begin the names of many communes and tell none of them. */
const COMMON_STARTS = ['saint', 'sainte', 'mont', 'le', 'la', 'les'];
const SHORTEST_SLIP = 6;

function comesNear(written: string, name: string): boolean {
  const words = name.split(' ');
  const starts = words.map((_, index) => words.slice(0, index + 1).join(' '));
  const tells = (start: string): boolean => start === name || !COMMON_STARTS.includes(start);
  return starts.some(
    (start) =>
      tells(start) && (written === start || (written.length >= SHORTEST_SLIP && isOneSlipFrom(written, start))),
  );
}

const communeKey = (name: string): string =>
  plain(name)
    .replace(/\bcedex( \d+)?$/, '')
    .replace(/\bst\b/g, 'saint')
    .replace(/\bste\b/g, 'sainte')
    .replace(/\b(s|ss) (?=\p{L})/gu, 'sous ')
    .trim();
