import { isDay, type Day } from './time.js';

/** Beginnings of the names of months, French and English, without accents. No two months share one. */
const MONTHS = [
  ['jan'],
  ['fev', 'feb'],
  ['mar'],
  ['avr', 'apr'],
  ['mai', 'may'],
  ['juin', 'jun'],
  ['juil', 'jul'],
  ['aou', 'aug'],
  ['sep'],
  ['oct'],
  ['nov'],
  ['dec'],
];
const plain = (typed: string): string => typed.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** `3`, `03`, `mars`, `févr.`, `March`: the number of the month; what was typed where it is no month. */
function monthOf(typed: string): string {
  const name = plain(typed);
  const index = MONTHS.findIndex((beginnings) => beginnings.some((beginning) => name.startsWith(beginning)));
  return index < 0 ? typed : String(index + 1);
}

export interface DayParts {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

/** A date typed in one piece: `27/3/27`, `27 mars 2027`, `1er avril 2027`. Null for any other text. */
export function dayPartsIn(text: string): DayParts | null {
  const whole = /^(\d{1,2}|1er)[ ./-]+(\p{L}{3,12}\.?|\d{1,2})[ ./-]+(\d{2,4})$/iu.exec(text.trim());
  return whole && readParts({ day: whole[1]!, month: whole[2]!, year: whole[3]! });
}

/** The parts as numbers: a month by its name, and a year of two digits of this century. */
export const readParts = ({ day, month, year }: DayParts): DayParts => ({
  day: plain(day) === '1er' ? '1' : day,
  month: monthOf(month),
  year: /^\d{2}$/.test(year) ? `20${year}` : year,
});

export const dayText = ({ day, month, year }: DayParts): string =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

/** The day typed in one piece; null where the text is no date, or one that no calendar has. */
export function readDayText(text: string): Day | null {
  const parts = dayPartsIn(text);
  const day = parts && dayText(parts);
  return day !== null && isDay(day) ? day : null;
}
