import { WEEKDAYS, type Weekday } from '../../kernel/week-schedule.js';
import { plain } from './plain-text.js';
import { read, unread, type Reading } from './reading.js';

const FRENCH = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];
const WORKING_WEEK = WEEKDAYS.slice(0, 5);

/** `lundi, mardi`, `lun mar jeu`, `lundi au vendredi`, `tous les jours` → days in week order. */
export function readDays(text: string): Reading<Weekday[]> {
  const words = plain(text)
    .split(' ')
    .filter((word) => word !== 'et' && word !== 'du' && word !== 'le');
  if (/^tous( les jours)?$|^semaine( complete)?$/.test(words.join(' '))) return read([...WORKING_WEEK]);
  const wanted = new Set<number>();
  for (const [index, word] of words.entries()) {
    if (word === 'au' || word === 'a') continue;
    const day = dayIndex(word);
    if (day === null) return unread('not_days');
    const isRange = words[index - 1] === 'au' || words[index - 1] === 'a';
    const from = isRange ? (dayIndex(words[index - 2] ?? '') ?? day) : day;
    for (let each = from; each <= day; each += 1) wanted.add(each);
  }
  return wanted.size === 0 ? unread('not_days') : read(WEEKDAYS.filter((_, index) => wanted.has(index)));
}

function dayIndex(word: string): number | null {
  const index =
    word.length < 2 ? -1 : FRENCH.findIndex((name) => name === word || (word.length <= 3 && name.startsWith(word)));
  return index === -1 ? null : index;
}

/** A cell of the Lu…Ve columns: `x` or `oui` is a day asked for, `n` or empty is not. */
export function readMark(text: string): Reading<boolean> {
  const mark = plain(text);
  if (['x', 'oui', 'o', '1', 'vrai'].includes(mark) || text === '✓' || text === '✔') return read(true);
  return ['n', 'non', '0', '', 'faux'].includes(mark) ? read(false) : unread('not_a_mark');
}

/** `4`, `4 jours`, `4 j/semaine`; half-days are refused, as the form counts whole days from 1 to 7. */
export function readDayCount(text: string): Reading<number> {
  const count = /^([1-7])( ?j(ours?)?)?( (par )?semaine| sem)?$/.exec(plain(text))?.[1];
  return count === undefined || /[,.]\d/.test(text) ? unread('not_a_number_of_days') : read(Number(count));
}
