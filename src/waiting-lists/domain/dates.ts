import { addDays, addMonths, isDay, type Day } from '../../kernel/time.js';
import { plain } from './plain-text.js';
import { read, unread, type Reading } from './reading.js';

export interface DateReading {
  readonly day: Day;
  /** True when only a month was written: the first of that month stands for it. */
  readonly approximate: boolean;
}

/** Names are recognised by their first letters; `juin` and `juillet` need four. */
const MONTHS = ['jan', 'fev', 'mar', 'avr', 'mai', 'juin', 'juil', 'aou', 'sep', 'oct', 'nov', 'dec'];

/**
 * `31/12/2026`, `31/12/26`, `31-12-2026`, `2026-12-31`, `31 décembre 2026`, `1er décembre 2026`, `septembre 2027`,
 * `sept 27`, `09/2027`.
 */
export function readDate(text: string): Reading<DateReading> {
  const words = plain(text).replace(/^1er /, '1 ').split(' ');
  const [first = '', second = '', third = ''] = words;
  if (words.length === 3 && /^\d{4}$/.test(first)) return civil(first, second, third);
  if (words.length === 3 && /^\d{1,2}$/.test(first)) return civil(third, monthNumber(second) ?? second, first);
  const month = monthNumber(first) ?? (/^\d{1,2}$/.test(first) && /^\d{4}$/.test(second) ? first : null);
  if (words.length === 2 && month !== null) return civil(second, month, '1', true);
  return unread('not_a_date');
}

function civil(year: string, month: string, dayOfMonth: string, approximate = false): Reading<DateReading> {
  if (!/^(\d{2}|\d{4})$/.test(year) || !/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(dayOfMonth))
    return unread('not_a_date');
  // A young child's dates are of this century, so a year of two digits is too.
  const day = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`;
  return isDay(day) ? read({ day, approximate }) : unread('impossible_date');
}

function monthNumber(word: string): string | null {
  const index = MONTHS.findIndex((name) => word.startsWith(name));
  return index === -1 ? null : String(index + 1);
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
