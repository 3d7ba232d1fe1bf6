import { plainWords } from '../../../foundation/kernel/plain-words.js';

/** A commune as an official file tells it. */
export interface OfficialCommune {
  /** INSEE code. */
  readonly code: string;
  readonly name: string;
  readonly postalCodes: readonly string[];
  readonly population: number;
  /** Decimal degrees, WGS 84, as text to stay exact. */
  readonly latitude: string;
  readonly longitude: string;
}

/** The columns of such a file, and the headers under which official files have them, in {@link plainWords}. */
export const OFFICIAL_COLUMNS = ['code', 'name', 'postalCodes', 'population', 'latitude', 'longitude'] as const;
export type OfficialColumn = (typeof OFFICIAL_COLUMNS)[number];
const HEADERS: Readonly<Record<OfficialColumn, readonly string[]>> = {
  code: ['code insee', 'code commune insee', 'code commune', 'codgeo', 'insee com', 'insee', 'com', 'code'],
  name: ['nom', 'nom commune complet', 'nom commune', 'nom standard', 'libgeo', 'libelle', 'commune', 'nccenr'],
  postalCodes: ['codes postaux', 'code postal', 'code postaux', 'cp'],
  population: ['habitants', 'population', 'population municipale', 'pmun', 'nombre d habitants'],
  latitude: ['latitude', 'latitude centre', 'latitude mairie', 'lat'],
  longitude: ['longitude', 'longitude centre', 'longitude mairie', 'lon', 'long', 'lng'],
};

/** In which column of a file each fact stands; null where it has none. A better name of a column is found first. */
export function findColumns(headers: readonly string[]): Readonly<Record<OfficialColumn, number | null>> {
  const plain = headers.map((header) => plainWords(header).join(' '));
  const find = (column: OfficialColumn): number | null => {
    const at = HEADERS[column].map((name) => plain.indexOf(name)).find((index) => index !== -1);
    return at ?? null;
  };
  return Object.fromEntries(OFFICIAL_COLUMNS.map((column) => [column, find(column)])) as Record<
    OfficialColumn,
    number | null
  >;
}

const DEGREES = /^-?\d{1,3}(\.\d{1,12})?$/;
const SHAPES: Readonly<Record<OfficialColumn, (value: string) => boolean>> = {
  code: (value) => /^(\d{5}|2[AB]\d{3})$/.test(value),
  name: (value) => value.length >= 2 && value.length <= 100,
  postalCodes: (value) => /^\d{5}([ ,;/]+\d{5}){0,99}$/.test(value),
  population: (value) => /^\d{1,8}$/.test(value),
  latitude: (value) => DEGREES.test(value) && Math.abs(Number(value)) <= 90,
  longitude: (value) => DEGREES.test(value) && Math.abs(Number(value)) <= 180,
};
const CLEANED: Partial<Record<OfficialColumn, (value: string) => string>> = {
  // A workbook drops the zero with which some codes begin.
  code: (value) => (/^\d{4}$/.test(value) ? `0${value}` : value),
  population: (value) => value.replace(/[\s\u00a0\u202f]/g, ''),
  latitude: (value) => value.replace(',', '.'),
  longitude: (value) => value.replace(',', '.'),
};

/** A commune of these cells, or the first column whose cell cannot be read. */
export function readOfficialCommune(
  cells: Readonly<Record<OfficialColumn, string>>,
): OfficialCommune | { readonly wrong: OfficialColumn } {
  const clean = Object.fromEntries(
    OFFICIAL_COLUMNS.map((column) => [column, (CLEANED[column] ?? String)(cells[column].trim())]),
  ) as Record<OfficialColumn, string>;
  const wrong = OFFICIAL_COLUMNS.find((column) => !SHAPES[column](clean[column]));
  if (wrong !== undefined) return { wrong };
  return {
    ...clean,
    postalCodes: [...new Set(clean.postalCodes.match(/\d{5}/g))],
    population: Number(clean.population),
  };
}

/** Official files have a line for each postal code: the lines of one commune are one commune with all of them. */
export function joinByCode(communes: readonly OfficialCommune[]): OfficialCommune[] {
  const joined = new Map<string, OfficialCommune>();
  for (const commune of communes) {
    const known = joined.get(commune.code);
    const postalCodes = [...new Set([...(known?.postalCodes ?? []), ...commune.postalCodes])];
    joined.set(commune.code, { ...(known ?? commune), postalCodes });
  }
  return [...joined.values()];
}

const SHORT: Readonly<Record<string, string>> = { st: 'saint', ste: 'sainte' };
/** How a name is compared: without accents, hyphens or articles' apostrophes, `St` written out. */
const comparable = (name: string): string =>
  plainWords(name)
    .map((word) => SHORT[word] ?? word)
    .join(' ');

export interface FoundCommunes {
  readonly found: readonly OfficialCommune[];
  /** What was typed and is the name of none, with communes whose name holds it. */
  readonly unknown: readonly { readonly typed: string; readonly near: readonly OfficialCommune[] }[];
}

const MOST_NEAR = 5;

/**
 * The communes that were meant by names or INSEE codes, in the order of their names, each once. A name that two communes
 * of the file have is unknown, with both beside it: nobody chooses for the person.
 */
export function findCommunes(typed: readonly string[], all: readonly OfficialCommune[]): FoundCommunes {
  const named = all.map((commune) => ({ commune, name: comparable(commune.name) }));
  const found = new Map<string, OfficialCommune>();
  const unknown: { typed: string; near: OfficialCommune[] }[] = [];
  for (const one of typed.map((line) => line.trim()).filter((line) => line !== '')) {
    const wanted = comparable(one);
    const meant = named.filter(({ commune, name }) => commune.code === one.toUpperCase() || name === wanted);
    const [first] = meant;
    if (meant.length === 1) found.set(first!.commune.code, first!.commune);
    else
      unknown.push({
        typed: one,
        near: (meant.length > 1 ? meant : nearTo(wanted, named)).map(({ commune }) => commune),
      });
  }
  return { found: [...found.values()].sort((a, b) => a.name.localeCompare(b.name, 'fr')), unknown };
}

/** Names that begin with what was typed come before names that only hold it. */
function nearTo<Named extends { readonly name: string }>(wanted: string, named: readonly Named[]): Named[] {
  if (wanted === '') return [];
  const begins = named.filter(({ name }) => name.startsWith(wanted) || wanted.startsWith(`${name} `));
  const holds = named.filter((one) => !begins.includes(one) && ` ${one.name} `.includes(` ${wanted} `));
  return [...begins, ...holds].slice(0, MOST_NEAR);
}

/** A commune as one value of a form, which {@link readLine} reads again. */
export const lineOf = ({ code, name, postalCodes, population, latitude, longitude }: OfficialCommune): string =>
  [code, name, postalCodes.join(' '), population, latitude, longitude].join('|');

/** @returns null for a line that no page wrote */
export function readLine(line: string): OfficialCommune | null {
  const [code = '', name = '', postalCodes = '', population = '', latitude = '', longitude = ''] = line.split('|');
  const read = readOfficialCommune({ code, name, postalCodes, population, latitude, longitude });
  return 'wrong' in read ? null : read;
}
