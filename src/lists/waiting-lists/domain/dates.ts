import { addDays, addMonths, isDay, type Day } from '../../../foundation/kernel/time.js';
import { plain } from './plain-text.js';
import { read, unread, type Reading } from './reading.js';
import { correctSlip } from './slips.js';

export interface DateReading {
  readonly day: Day;
  /** True when the list tells no exact day: a month, its beginning or end, `vers le`, or a question mark. */
  readonly approximate: boolean;
}

const MONTHS = [
  'janvier',
  'fevrier',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'aout',
  'septembre',
  'octobre',
  'novembre',
  'decembre',
];
/** Words before a date that say nothing about the day. */
const PRELUDE =
  /^(le|au|du|des|de|d|a|en|pour|partir|compter|depuis|nee?|prevue?|terme|t|dpa|naissance|accouchement|naitre|scolaire|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) /;
const ROUGHLY = /^(vers|environ|env|courant) /;
const TIME_OF_DAY = /[T\s]+\d{1,2}[:h]\d{2}(:\d{2}(\.\d+)?)?Z?$/;
const DUE = /\b(prevue?|terme|dpa|accouchement|a naitre)\b|^t \d/;
const SOON =
  /^(asap|dqp|des (que )?possible|des (qu une|la premiere) place|(le )?plus (tot|vite|rapidement) (que )?possible|de suite|tout de suite|immediat\w*|urgent\w*|au plus (tot|vite))( |$)/;

/** True when the cell itself says that the birth is still to come: `terme 12/03/27`. */
export const saysDue = (text: string): boolean => DUE.test(plain(text));

/**
 * `31/12/2026`, `31/12/26`, `31-12-2026`, `2026-12-31`, `31 décembre 2026`, `1er décembre 2026`, `31-déc-26`, the number
 * of a spreadsheet; and what tells no exact day: `septembre 2027`, `sept 27`, `09/2027`, `fin août 2027`,
 * `rentrée 2027`. A date without a year is not read, because nobody knows which year was meant.
 */
export function readDate(text: string): Reading<DateReading> {
  if (SOON.test(plain(text))) return unread('as_soon_as_possible');
  const written = text.trim().replace(TIME_OF_DAY, '');
  const { words, roughly } = wordsOfDate(written);
  const reading = words.length === 1 && /^\d{5,8}$/.test(words[0]!) ? readDigits(words[0]!) : readWords(words);
  return reading.ok && (roughly || text.includes('?')) ? read({ ...reading.value, approximate: true }) : reading;
}

function wordsOfDate(written: string): { words: string[]; roughly: boolean } {
  let rest = plain(written)
    .replace(/(\d)(\p{L})/gu, '$1 $2')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .replace(/\b1 er\b/, '1');
  // `2 ans (10/10/24)`: the age is told by the date.
  rest = rest.replace(/^\d{1,2} (ans?|mois) (?=\d)/, '').replace(/ (terme|prevue?|dpa|date prevue)$/, '');
  let roughly = false;
  while (PRELUDE.test(rest) || ROUGHLY.test(rest)) {
    roughly ||= ROUGHLY.test(rest);
    rest = rest.replace(PRELUDE, '').replace(ROUGHLY, '');
  }
  return { words: rest.split(' '), roughly };
}

function readWords(words: readonly string[]): Reading<DateReading> {
  const [first = '', second = '', third = ''] = words;
  if (first === 'rentree') return readTerm(words.slice(1).filter((word) => word !== 'scolaire' && word !== 'de'));
  if (/^(debut|mi|fin)$/.test(first)) return readPartOfMonth(first, words.slice(1));
  if (words.length === 3 && /^\d{4}$/.test(first)) return civil(first, second, third);
  if (words.length === 3 && /^\d{1,2}$/.test(first)) return civil(third, monthNumber(second) ?? second, first);
  const month = monthNumber(first) ?? (isMonthOfYear(first, second) ? first : null);
  if (words.length === 2 && month !== null) return civil(second, month, '1', true);
  const saysMonth = words.length <= 2 && words.some((word) => monthNumber(word) !== null);
  return unread(saysMonth ? 'no_year' : 'not_a_date');
}

/** `09/2027`; `09/27` too, because no month is the 27th. */
const isMonthOfYear = (month: string, year: string): boolean =>
  /^\d{1,2}$/.test(month) && (/^\d{4}$/.test(year) || (/^\d{2}$/.test(year) && Number(year) > 12));

/** `rentrée 2027`, `rentrée de septembre 2027`: the first of September stands for it. */
function readTerm(words: readonly string[]): Reading<DateReading> {
  const after = words.filter((word) => monthNumber(word) !== '9');
  return after.length === 1 ? civil(after[0]!, '9', '1', true) : unread(after.length === 0 ? 'no_year' : 'not_a_date');
}

function readPartOfMonth(part: string, [first = '', ...others]: readonly string[]): Reading<DateReading> {
  const month = monthNumber(first);
  if (month === null || others.length > 1) return unread('not_a_date');
  if (others.length === 0) return unread('no_year');
  const start = civil(others[0]!, month, part === 'mi' ? '15' : '1', true);
  if (!start.ok || part !== 'fin') return start;
  return read({ day: addDays(addMonths(start.value.day, 1), -1), approximate: true });
}

function civil(year: string, month: string, dayOfMonth: string, approximate = false): Reading<DateReading> {
  if (!/^(\d{2}|\d{4})$/.test(year) || !/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(dayOfMonth))
    return unread('not_a_date');
  // A young child's dates are of this century, so a year of two digits is too.
  const day = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`;
  return isDay(day) ? read({ day, approximate }) : unread('impossible_date');
}

function readDigits(digits: string): Reading<DateReading> {
  if (digits.length === 5) return exactly(dayOfSpreadsheet(Number(digits)));
  return digits.length === 8 ? compact(digits) : unread('not_a_date');
}

const exactly = (day: Day): Reading<DateReading> => read({ day, approximate: false });

/** Spreadsheets count days from the 30 December 1899, and show the number when the cell lost its format. */
const dayOfSpreadsheet = (count: number): Day => addDays('1899-12-30', count);

/** `31122026` or `20261231`, where only one of the two is a date of this century. */
function compact(digits: string): Reading<DateReading> {
  const frenchDay = `${digits.slice(4)}-${digits.slice(2, 4)}-${digits.slice(0, 2)}`;
  const isoDay = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  const days = [frenchDay, isoDay].filter((day) => day.startsWith('20') && isDay(day));
  return days.length === 1 ? exactly(days[0]!) : unread('not_a_date');
}

/** A month by its first three letters or more (`juin` and `juillet` need four), or with one slip of the keyboard. */
function monthNumber(word: string): string | null {
  const starting = word.length < 3 ? [] : MONTHS.filter((name) => name.startsWith(word));
  const month = starting.length === 1 ? starting[0]! : correctSlip(word, MONTHS, 4);
  return month === null ? null : String(MONTHS.indexOf(month) + 1);
}

/**
 * A birth or due date that a request for childcare may carry: not seven years old, not later than a pregnancy lasts.
 */
export const readBirthDate = (text: string, importedOn: Day): Reading<DateReading> =>
  within(readDate(text), addMonths(importedOn, -84), addMonths(importedOn, 10));

/**
 * The day from which a place is wanted. A past day is a request that waited for long; more than four years ahead is a
 * typing error.
 */
export const readWantedFrom = (text: string, importedOn: Day): Reading<DateReading> =>
  within(readDate(text), addMonths(importedOn, -48), addMonths(importedOn, 48));

/** The day on which a parent goes back to work. */
export const readReturnsOn = (text: string, importedOn: Day): Reading<DateReading> =>
  within(readDate(text), addMonths(importedOn, -48), addMonths(importedOn, 48));

/** The day on which a request was first made. It is never after the import, because it decides between families. */
export const readRequestedOn = (text: string, importedOn: Day): Reading<DateReading> =>
  within(readDate(text), addMonths(importedOn, -84), importedOn);

function within(reading: Reading<DateReading>, earliest: Day, latest: Day): Reading<DateReading> {
  if (!reading.ok) return reading;
  if (reading.value.day < earliest) return unread('too_long_ago');
  return reading.value.day > latest ? unread('too_far_ahead') : reading;
}

const LONGEST_PREGNANCY_DAYS = 300;
/** True when the day lies before anybody could have known of the child. */
export const isLongBeforeBirth = (day: Day, birth: Day): boolean => addDays(day, LONGEST_PREGNANCY_DAYS) < birth;
