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
    .replace(
      /^\s*(?:hors|ext[ée]rieur|autre)\b[^(:]*(?:\(([^()]+)\)|:\s*(.+))\s*$/iu,
      (_whole, inside?: string, after?: string) => inside ?? after ?? '',
    )
    .replace(/\b\d{5}\b|\(\s*\d{2}\s*\)/, ' ')
    .replace(/^[\s,;()/-]+|[\s,;()/-]+$/g, '')
    .trim();
  const key = communeKey(name).replace(/ (bourg|centre( ville)?|village)$/, '');
  const exact = communes.find((commune) => communeKey(commune.name) === key);
  if (exact) return { inseeCode: exact.inseeCode, name: exact.name, postalCode, isDoubtful: false };
  const near = communes.filter((commune) => comesNear(key, communeKey(commune.name)));
  const likely = near.filter(({ postalCodes }) => !postalCode || !postalCodes || postalCodes.includes(postalCode));
  const [only] = likely;
  if (!only || likely.length > 1) return { inseeCode: null, name, postalCode, isDoubtful: false };
  return { inseeCode: only.inseeCode, name: only.name, postalCode, isDoubtful: !postalCode || !only.postalCodes };
}

/**
 * Parts `12 rue de la Mine, 71420 Génelard` into the street and the commune: at the postal code, else where the text
 * ends with the name of a commune. A text that tells no commune is a street.
 */
export function cutAddress(
  text: string,
  communes: readonly ListedCommune[],
): { readonly street: string; readonly place: string } {
  const trim = (part: string): string => part.replace(/^[\s,;–-]+|[\s,;–-]+$/g, '');
  const code = /^(.*?)\b(\d{5}\b.+)$/su.exec(text);
  if (code) return { street: trim(code[1]!), place: trim(code[2]!) };
  const words = text.split(/(?<=[\s,])/);
  const start = words.findIndex((_, index) => {
    const rest = communeKey(words.slice(index).join(''));
    return communes.some(({ name }) => communeKey(name) === rest);
  });
  if (start !== -1) return { street: trim(words.slice(0, start).join('')), place: trim(words.slice(start).join('')) };
  const isPlace = !/\d/.test(text) && readCommune(text, communes).inseeCode !== null;
  return isPlace ? { street: '', place: text } : { street: text, place: '' };
}

/** Words that begin the names of many communes and tell none of them. */
const COMMON_STARTS = ['saint', 'sainte', 'mont', 'le', 'la', 'les'];
const SHORTEST_SLIP = 6;

const comesNear = (written: string, name: string): boolean =>
  startsOf(name).some(
    (start) => written === start || (written.length >= SHORTEST_SLIP && isOneSlipFrom(written, start)),
  ) || isShortened(written, name);

/** `montceau les m`, `ciry le n`: its words in order, the last ones cut. */
const isShortened = (written: string, name: string): boolean => {
  const [short, whole] = [written.split(' '), name.split(' ')];
  return (
    short.length > 1 &&
    short.length === whole.length &&
    short[0] === whole[0] &&
    short.every((word, index) => whole[index]!.startsWith(word))
  );
};

/** The beginnings of a name that tell it: `montceau`, `montceau les`, `montceau les mines`. */
function startsOf(name: string): string[] {
  const words = name.split(' ');
  return words
    .map((_, index) => words.slice(0, index + 1).join(' '))
    .filter((start) => start === name || !COMMON_STARTS.includes(start));
}

export const communeStarts = (name: string): string[] => startsOf(communeKey(name));

const communeKey = (name: string): string =>
  plain(name)
    .replace(/\bcedex( \d+)?$/, '')
    .replace(/\bst\b/g, 'saint')
    .replace(/\bste\b/g, 'sainte')
    .replace(/\b(s|ss) (?=\p{L})/gu, 'sous ')
    .trim();
