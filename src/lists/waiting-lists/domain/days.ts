import { WEEKDAYS, type Weekday } from '../../../foundation/kernel/week-schedule.js';
import { plain } from './plain-text.js';
import { read, unread, type Reading } from './reading.js';
import { correctSlip } from './slips.js';

const FRENCH = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];
const WORKING_WEEK = WEEKDAYS.slice(0, 5);
const WHOLE_WEEK =
  /^(tous( les jours)?|(toute la )?semaine( complete| entiere)?|(a )?(temps|tps) (plein|complet)|plein temps)$/;
const HALF =
  /\b(matin|matins|matinees?|apres midis?|ap midis?|apm|aprems?|am|pm|a m|p m|demi journees?|1 2 (journees?|j)|1 2)\b/g;
const COUNT = /(?<!\d )\b[1-7] ?(j|jours?|jrs?)( ?(par |la )?(semaine|sem|s))?\b/;
const EXCEPT = /^(.*?) ?\b(?:sauf|hors|excepte|sans|pas) (?:le |les )?(.+)$/;
/** `mercredi off`, `mercredi libre`. */
const OFF = /^(.+?) (?:off|libre|non|exclus?)$/;

/** True when only a part of some day is asked for: `mercredi matin`. */
export const saysHalfDays = (text: string): boolean => text.includes('½') || plain(text).search(HALF) !== -1;

/** `lundi, mardi`, `lun mar jeu`, `L M M J V`, `lundi au vendredi`, `tous les jours sauf mercredi` → days in week order. */
export function readDays(text: string): Reading<Weekday[]> {
  const said = plain(withoutAsides(text.replace(/\s*(→|->|=>)\s*/g, ' au ')))
    .replace(HALF, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const counted = COUNT.exec(said);
  const listed = counted ? said.replace(COUNT, ' ').replace(/\s+/g, ' ').trim() : said;
  const days = readListed(listed, text);
  if (!days.ok || !counted || days.value.length === Number(counted[0][0])) return days;
  return unread('days_disagree');
}

/** Words in brackets that name no day: `(horaires à voir)`. */
export const withoutAsides = (text: string): string =>
  text.replace(/\(([^)]*)\)/g, (aside, words: string) =>
    plain(words)
      .split(' ')
      .some((word) => dayIndex(word) !== null)
      ? aside
      : ' ',
  );

function readListed(said: string, text: string): Reading<Weekday[]> {
  const except = EXCEPT.exec(said);
  if (except) return readExcept(except[1]!, except[2]!);
  const off = OFF.exec(said);
  if (off) return readExcept('', off[1]!);
  if (WHOLE_WEEK.test(said)) return read([...WORKING_WEEK]);
  const words = said.split(' ').filter((word) => !['et', 'du', 'le', 'les', 'journee', 'journees'].includes(word));
  if (isLetters(words)) return readLetters(words.join(''));
  if (isUnclearRange(words, text)) return unread('which_day');
  const wanted = new Set<number>();
  for (const [index, word] of words.entries()) {
    if (word === 'au' || word === 'a') continue;
    const day = dayIndex(word);
    if (day === null) return unread(word === 'm' ? 'which_day' : 'not_days');
    const isRange = words[index - 1] === 'au' || words[index - 1] === 'a';
    const from = isRange ? (dayIndex(words[index - 2] ?? '') ?? day) : day;
    for (let each = from; each <= day; each += 1) wanted.add(each);
  }
  return daysOf(wanted);
}

/** `sauf mercredi` is about the days from Monday to Friday. */
function readExcept(before: string, after: string): Reading<Weekday[]> {
  const all = before === '' ? read([...WORKING_WEEK]) : readListed(before, before);
  const left = readListed(after, after);
  if (!all.ok || !left.ok) return unread('not_days');
  const days = all.value.filter((day) => !left.value.includes(day));
  return days.length === 0 ? unread('not_days') : read(days);
}

const isLetters = (words: readonly string[]): boolean =>
  words.every((word) => word.length === 1 && 'lmjv'.includes(word)) ||
  (words.length === 1 && /^[lmjv]{2,5}$/.test(words[0]!));

/** One letter for each day. A single M may be Tuesday or Wednesday, so only two of them tell. */
function readLetters(letters: string): Reading<Weekday[]> {
  if (!/^l?m?m?j?v?$/.test(letters) || letters === '') return unread('not_days');
  if (/(^|[^m])m([^m]|$)/.test(letters)) return unread('which_day');
  return daysOf(
    new Set(
      [...letters].map((letter, index) =>
        letter === 'm' ? (letters[index - 1] === 'm' ? 2 : 1) : 'l  jv'.indexOf(letter),
      ),
    ),
  );
}

/** `lundi-vendredi`: the two days, or all from one to the other. */
function isUnclearRange(words: readonly string[], text: string): boolean {
  const [first, last] = words.map(dayIndex);
  if (words.length !== 2 || first == null || last == null) return false;
  return last - first > 1 && /\p{L}\s*[-–]+\s*\p{L}/u.test(text.replace(/-\s*midi/i, ''));
}

const daysOf = (wanted: ReadonlySet<number>): Reading<Weekday[]> =>
  wanted.size === 0 ? unread('not_days') : read(WEEKDAYS.filter((_, index) => wanted.has(index)));

/** Whether a word belongs to the days of a week: `lun`, `3j`. */
export const isDayWord = (word: string): boolean => dayIndex(word) !== null || /^[1-7](j|jours?|jrs?)$/.test(word);

/** Letters that begin the name of one working day only. */
const LETTER_OF_DAY: Readonly<Record<string, number>> = { l: 0, j: 3, v: 4 };

function dayIndex(word: string): number | null {
  const letter = LETTER_OF_DAY[word];
  if (letter !== undefined) return letter;
  const one = word.length > 3 ? word.replace(/s$/, '') : word;
  const index =
    one.length < 2 ? -1 : FRENCH.findIndex((name) => name === one || (one.length <= 3 && name.startsWith(one)));
  const slip = index === -1 ? correctSlip(one, FRENCH, 4) : null;
  return slip === null ? (index === -1 ? null : index) : FRENCH.indexOf(slip);
}

/** A cell of the Lu…Ve columns: `x` or `oui` is a day asked for, `n` or empty is not. */
export function readMark(text: string): Reading<boolean> {
  const mark = plain(text);
  if (
    ['x', 'xx', 'oui', 'o', '1', 'vrai', 'j', 'journee', 'ok'].includes(mark) ||
    /^[✓✔☑½]/.test(text) ||
    isHalfMark(text) ||
    saysHalfDays(text)
  )
    return read(true);
  return ['n', 'non', '0', '', 'faux'].includes(mark) ? read(false) : unread('not_a_mark');
}

/** Words behind a number of days that leave open which, and no more. */
const WHICHEVER =
  / (a (definir|voir|preciser|convenir)|au choix|fixes?|variables?|peu importe( lesquels)?|indifferents?|non fixes)$/;

/** A cell of the column of one day: the half of the day that is asked for. */
export const isHalfMark = (text: string): boolean => /^(m|mat|matin|am|ap|apm|pm|aprem)$/.test(plain(text));

const NUMBERS = ['un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept'];

/** `4`, `4 jours`, `4 j/semaine`; half-days are refused, as the form counts whole days from 1 to 7. */
export function readDayCount(text: string): Reading<number> {
  const said = plain(text.replace(/[,.]0+(?!\d)/, '')).replace(/^\p{L}+/u, (word) =>
    NUMBERS.includes(word) ? String(NUMBERS.indexOf(word) + 1) : word,
  );
  if (/^(temps|tps) (plein|complet)$/.test(said)) return read(WORKING_WEEK.length);
  const count = /^([1-7])( ?(j|jours?|jrs?|fois|x))?( ?(par |la )?(semaine|sem|s))?$/.exec(
    said.replace(WHICHEVER, ''),
  )?.[1];
  return count === undefined || /[,.][1-9]/.test(text) ? unread('not_a_number_of_days') : read(Number(count));
}

/** How many days a cell asks for, where it does not tell which: `3 j/sem`, `L M J V`. */
export function countDays(text: string): number | null {
  const letters = plain(text).replaceAll(' ', '');
  if (/^l?m?m?j?v?$/.test(letters) && letters !== '') return letters.length;
  const count = readDayCount(text);
  return count.ok ? count.value : null;
}

/** What each letter of a week may be: a single M does not tell which of two days. */
const DAYS_OF_LETTER: Readonly<Record<string, readonly Weekday[]>> = {
  l: ['mon'],
  m: ['tue', 'wed'],
  j: ['thu'],
  v: ['fri'],
};

/**
 * The days that letters may stand for, one list for each letter: `L M J` → Monday, Tuesday or Wednesday, Thursday. Null
 * where the text is not letters of days, or where they tell their days ({@link readDays}).
 */
export function lettersOfDays(text: string): (readonly Weekday[])[] | null {
  const letters = plain(text).replaceAll(' ', '');
  return letters !== '' && isLetters(plain(text).split(' ')) && /^l?m?j?v?$/.test(letters)
    ? [...letters].map((letter) => DAYS_OF_LETTER[letter]!)
    : null;
}
