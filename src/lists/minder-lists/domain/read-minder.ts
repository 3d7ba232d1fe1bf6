import { readPhone } from '../../../foundation/kernel/phone-number.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { isUnsaid, plain, readCommune, readDate, readMark, restoreCase } from '../../waiting-lists/domain/index.js';
import type { MinderField } from './minder-columns.js';

/** A childminder as a line of a list tells her. */
export interface MinderEntry {
  readonly name: string;
  readonly communeCode: string;
  readonly places: number;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly mamId: string | null;
  readonly agreementFrom: Day | null;
  readonly agreementTo: Day | null;
  readonly birthYear: number | null;
  readonly atypical: boolean;
}

/** A cell that keeps a line from being entered. */
export interface MinderProblem {
  readonly field: MinderField | 'line';
  readonly value: string;
  readonly reason: string;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What a line may name: the communes of whoever sends the list, and the childminders' houses. */
export interface KnownNames {
  readonly communes: readonly Named[];
  readonly mams: readonly Named[];
  readonly today: Day;
}

const TITLE = /^(mme|mlle|madame|mademoiselle|m|mr|monsieur)\.?\s+/i;
/** `4 places`, `3 enfants`. What says more is asked about: `4 dont 1 périscolaire`. */
const COUNTED = /\s*(places?|enfants?)$/i;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** More children than an agreement allows at once is a typing error (CASF L421-4: six at most in all). */
const MOST_PLACES = 6;

/** Reads one line. It is an entry only when nothing on it is in doubt. */
export function readMinder(
  cells: readonly string[],
  uses: readonly (MinderField | null)[],
  known: KnownNames,
): { readonly entry: MinderEntry | null; readonly problems: readonly MinderProblem[] } {
  const problems: MinderProblem[] = [];
  const cell = (field: MinderField): string => {
    // A list may have a column for each of two telephones: the first that is filled in.
    const texts = cells.filter((_, index) => uses[index] === field).map((text) => text.trim());
    return texts.find((text) => text !== '' && !isUnsaid(text)) ?? '';
  };
  const say = (field: MinderField, reason: string): null => {
    problems.push({ field, value: cell(field), reason });
    return null;
  };
  const day = (field: 'agreementFrom' | 'agreementTo'): Day | null => {
    if (cell(field) === '') return null;
    const date = readDate(cell(field));
    return date.ok && !date.value.approximate ? date.value.day : say(field, 'date');
  };
  const mamNamed = (): string | null => {
    const found = known.mams.filter(({ name }) => plain(name) === plain(cell('mam')));
    return found.length === 1 ? found[0]!.id : say('mam', 'unknown_mam');
  };
  const communeNamed = (): string | null => {
    const communes = known.communes.map(({ id, name }) => ({ inseeCode: id, name }));
    const { inseeCode, isDoubtful } = readCommune(cell('commune'), communes);
    return inseeCode === null || isDoubtful ? say('commune', 'unknown_commune') : inseeCode;
  };
  const name = [restoreCase(cell('firstName')), restoreCase(cell('name').replace(TITLE, ''))].filter(Boolean).join(' ');
  if (cell('name') === '') say('name', 'missing');
  const communeCode = cell('commune') === '' ? say('commune', 'missing') : communeNamed();
  const mamId = cell('mam') === '' || readMark(cell('mam')).ok ? null : mamNamed();
  const places = Number(cell('places').replace(COUNTED, ''));
  if (cell('places') === '') say('places', 'missing');
  else if (!Number.isInteger(places) || places < 1 || places > MOST_PLACES) say('places', 'number');
  const phone = cell('phone') === '' ? null : (readPhone(cell('phone')) ?? say('phone', 'phone'));
  const email = cell('email').toLowerCase();
  if (email !== '' && !EMAIL.test(email)) say('email', 'email');
  const [agreementFrom, agreementTo] = [day('agreementFrom'), day('agreementTo')];
  if (agreementFrom !== null && agreementTo !== null && agreementTo < agreementFrom) say('agreementTo', 'before');
  const birthYear = yearOf(cell('birthYear'), known.today);
  if (birthYear === undefined) say('birthYear', 'year');
  const atypical = cell('atypical') === '' ? null : readMark(cell('atypical'));
  if (problems.length > 0 || communeCode === null) return { entry: null, problems };
  return {
    problems,
    entry: {
      name,
      communeCode,
      places,
      phone,
      email: email || null,
      address: cell('address') || null,
      mamId,
      agreementFrom,
      agreementTo,
      birthYear: birthYear ?? null,
      atypical: atypical?.ok === true && atypical.value,
    },
  };
}

/** A year, or that of a date. Null for an empty cell, undefined for one that says no likely year. */
function yearOf(text: string, today: Day): number | null | undefined {
  if (text === '') return null;
  const date = readDate(text);
  const year = /^\d{4}$/.test(text) ? Number(text) : date.ok ? Number(date.value.day.slice(0, 4)) : Number.NaN;
  const thisYear = Number(today.slice(0, 4));
  return year > thisYear - 90 && year < thisYear - 17 ? year : undefined;
}

/** By what two lines, or a line and a childminder known already, are the same person. */
export const minderKey = ({ name, communeCode }: Pick<MinderEntry, 'name' | 'communeCode'>): string =>
  `${plain(name).split(' ').sort().join(' ')}|${communeCode}`;
