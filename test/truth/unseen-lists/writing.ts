import type { DayHours, Weekday } from '../../../src/foundation/kernel/week-schedule.js';

/** One cell as a nursery may write it, with what a person reads in it. */
export interface Cell<T> {
  readonly text: string;
  readonly means: T;
  /** A person could not tell, or not exactly: the desk has to be shown it. */
  readonly doubt: boolean;
}

export const sure = <T>(text: string, means: T): Cell<T> => ({ text, means, doubt: false });
export const doubtful = <T>(text: string, means: T): Cell<T> => ({ text, means, doubt: true });

export interface Chance {
  /** True once in `times`. */
  once(times: number): boolean;
  pick<T>(from: readonly T[]): T;
  between(least: number, most: number): number;
}

/** The same draws for the same seed. */
export function chanceOf(numbers: () => number): Chance {
  const between = (least: number, most: number): number => least + Math.floor(numbers() * (most - least + 1));
  return {
    between,
    once: (times) => between(1, times) === 1,
    pick: <T>(from: readonly T[]): T => from[between(0, from.length - 1)]!,
  };
}

const MONTHS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
];
const SHORT = ['janv', 'févr', 'mars', 'avr', 'mai', 'juin', 'juil', 'août', 'sept', 'oct', 'nov', 'déc'];
const WEEK = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'];
const bare = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '');
export const withoutAccents = bare;

/** A day written out exactly, in one of the ways of people and of spreadsheets. */
export function writeDay(chance: Chance, day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const short = year.slice(2);
  const name = MONTHS[Number(month) - 1]!;
  const abbreviated = SHORT[Number(month) - 1]!;
  const first = date === '01' ? '1er' : String(Number(date));
  const at = new Date(`${day}T00:00:00Z`);
  return chance.pick([
    `${date}/${month}/${year}`,
    `${date}/${month}/${year}`,
    `${date}/${month}/${short}`,
    day,
    `${Number(date)}/${Number(month)}/${short}`,
    `${date}.${month}.${year}`,
    `${date}-${month}-${short}`,
    `${date} ${month} ${year}`,
    `${first} ${name} ${year}`,
    `${first} ${bare(name)} ${year}`,
    `${date}-${abbreviated}-${short}`,
    `${date}-${abbreviated}.-${short}`,
    `le ${date}/${month}/${year}`,
    `${WEEK[at.getUTCDay()]} ${first} ${name} ${year}`,
    `${date}/${month}/${year} 00:00`,
    `${day} 00:00:00`,
    `${first} ${name.toUpperCase()} ${year}`,
    `${date}${month}${year}`,
    `${date}/ ${month}/ ${year}`,
    String(Math.round(at.getTime() / 86_400_000) + 25_569),
  ]);
}

/** A wish that tells no exact day. */
export function writeRough(chance: Chance, day: string): Cell<string | null> {
  const [year = '', month = ''] = day.split('-');
  const name = MONTHS[Number(month) - 1]!;
  const abbreviated = SHORT[Number(month) - 1]!;
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  const first = `${year}-${month}-01`;
  return chance.pick([
    doubtful(`${name} ${year}`, first),
    doubtful(`${abbreviated} ${year.slice(2)}`, first),
    doubtful(`${abbreviated}. ${year}`, first),
    doubtful(`${month}/${year}`, first),
    doubtful(`${abbreviated}-${year.slice(2)}`, first),
    doubtful(name.toUpperCase() + ' ' + year, first),
    doubtful(`début ${abbreviated}. ${year.slice(2)}`, first),
    doubtful(`courant ${name} ${year}`, first),
    doubtful(`mi-${name} ${year}`, `${year}-${month}-15`),
    doubtful(`fin ${name} ${year}`, `${year}-${month}-${last}`),
    doubtful('rentrée 2027', '2027-09-01'),
    doubtful('Rentrée scolaire 2027', '2027-09-01'),
    doubtful('rentrée sept 2027', '2027-09-01'),
    doubtful('septembre 2027', '2027-09-01'),
    doubtful('setpembre 2027', '2027-09-01'),
    doubtful('sept 27', '2027-09-01'),
    doubtful(`vers le 15/${month}/${year}`, `${year}-${month}-15`),
    doubtful(`15/${month}/${year} ?`, `${year}-${month}-15`),
    doubtful('dès que possible', null),
    doubtful('fin août', null),
    doubtful('1er septembre', null),
    doubtful('ASAP', null),
    doubtful('rentrée', null),
    doubtful('??', null),
    doubtful('été 2027', null),
    doubtful('à définir', null),
    doubtful('mars/avril 2027', null),
    doubtful('31/02/2027', null),
    doubtful('2027', null),
  ]);
}

/** A French number, in the ways of people and of spreadsheets. */
export function writePhone(chance: Chance, phone: string): string {
  const pairs = phone.match(/../g)!;
  return chance.pick([
    pairs.join(' '),
    pairs.join(' '),
    phone,
    pairs.join('.'),
    pairs.join('-'),
    `+33 ${phone.slice(1)}`,
    `+33${phone.slice(1)}`,
    `0033${phone.slice(1)}`,
    `0033 ${phone.slice(1, 2)} ${pairs.slice(1).join(' ')}`,
    phone.slice(1),
    `+33 (0)${phone.slice(1, 2)} ${pairs.slice(1).join(' ')}`,
    `33${phone.slice(1)}`,
    `tél : ${pairs.join(' ')}`,
    `${pairs.join(' ')} (mère)`,
    `${pairs.join(' ')} maman`,
    pairs.join('\u00a0'),
    `'${phone}`,
    `${pairs.join(' ')} `,
    `${phone.slice(0, 4)} ${phone.slice(4, 7)} ${phone.slice(7)}`,
  ]);
}

export function writeEmail(chance: Chance, email: string): string {
  return chance.pick([
    email,
    email,
    email.toUpperCase(),
    ` ${email} `,
    `${email};`,
    email.replace('@', ' @'),
    email.replace('@', '@ '),
    `<${email}>`,
    `mailto:${email}`,
    email.charAt(0).toUpperCase() + email.slice(1),
    `${email}.`,
  ]);
}

const LETTERS = { mon: 'lundi', tue: 'mardi', wed: 'mercredi', thu: 'jeudi', fri: 'vendredi' } as const;
type WorkingDay = keyof typeof LETTERS;
export const WORKING_DAYS = Object.keys(LETTERS) as WorkingDay[];

export interface DaysMeant {
  readonly days: readonly Weekday[];
  readonly count: number | null;
}
const listed = (text: string, days: readonly Weekday[]): Cell<DaysMeant> => sure(text, { days, count: days.length });
const untold = (text: string, count: number | null = null): Cell<DaysMeant> => doubtful(text, { days: [], count });

export function writeDays(chance: Chance, days: readonly WorkingDay[]): Cell<DaysMeant> {
  const names = days.map((day) => LETTERS[day]);
  const without = WORKING_DAYS.filter((day) => !days.includes(day)).map((day) => LETTERS[day]);
  const mostDays = days.length === 4;
  return chance.pick([
    listed(names.join(', '), days),
    listed(names.join(' '), days),
    listed(names.map((name) => name.slice(0, 3)).join(' '), days),
    listed(names.map((name) => name.slice(0, 2)).join(names.length === 2 ? ' ' : '-'), days),
    listed(names.map((name) => name.slice(0, 2).toUpperCase()).join('/'), days),
    listed(names.join(' et '), days),
    listed(names.map((name) => `${name}s`).join(', '), days),
    listed(`${names.join(', ')}.`, days),
    listed(names.join(', ').toUpperCase(), days),
    listed(names.join(' + '), days),
    listed(names.join('\n'), days),
    listed(names.join(', ').replace('mardi', 'mrdi').replace('jeudi', 'juedi'), days),
    listed(`les ${names.join(', ')}`, days),
    listed(`${days.length} jours : ${names.join(', ')}`, days),
    listed(`${names.join(', ')} (${days.length} j)`, days),
    ...(days.length === 5
      ? [
          'tous les jours',
          'temps plein',
          'L M M J V',
          'LMMJV',
          'lundi au vendredi',
          'du lundi au vendredi',
          'Lu Ma Me Je Ve',
          'semaine complète',
          'toute la semaine',
          'Temps complet',
          'lundi à vendredi',
        ].map((text) => listed(text, days))
      : []),
    ...(mostDays
      ? [
          `sauf ${without[0]}`,
          `tous les jours sauf le ${without[0]}`,
          `pas le ${without[0]}`,
          `lundi au vendredi sauf ${without[0]}`,
        ].map((text) => listed(text, days))
      : []),
    ...['L J V'].map((text) => listed(text, ['mon', 'thu', 'fri'])),
    listed('L Ma Me V', ['mon', 'tue', 'wed', 'fri']),
    untold('3 j/sem', 3),
    untold('4 jours', 4),
    untold('2j', 2),
    untold('3 jours par semaine', 3),
    untold('trois jours', 3),
    untold('L M J V', 4),
    untold('M', 1),
    untold('variable'),
    untold('à voir'),
    untold('lundi ou mardi'),
    untold('2 ou 3 jours'),
    untold('selon planning'),
    untold('temps partiel'),
    doubtful('mercredi matin', { days: ['wed'], count: 1 }),
    doubtful('lundi et jeudi après-midi', { days: ['mon', 'thu'], count: 2 }),
  ]);
}

export function writeDayCount(chance: Chance, count: number): Cell<number | null> {
  return chance.pick([
    sure(String(count), count),
    sure(`${count} jours`, count),
    sure(`${count} j`, count),
    sure(`${count}j/sem`, count),
    sure(`${count} j/semaine`, count),
    sure(`${count} jours par semaine`, count),
    sure(`${count},0`, count),
    sure(`${count}.0`, count),
    sure(`${count}x`, count),
    sure('temps plein', 5),
    sure(`${count} jrs`, count),
    doubtful('2 ou 3', null),
    doubtful('2,5', null),
    doubtful('3 à 4', null),
    doubtful('?', null),
    doubtful('', null),
  ]);
}

export function writeHours(chance: Chance): Cell<DayHours | null> {
  const span = (text: string, start: string, end: string): Cell<DayHours> => sure(text, { start, end });
  return chance.pick([
    span('8h-18h', '08:00', '18:00'),
    span('7h30 - 17h30', '07:30', '17:30'),
    span('7h30-17h30', '07:30', '17:30'),
    span('8h à 18h', '08:00', '18:00'),
    span('de 8h à 17h', '08:00', '17:00'),
    span('08:00-18:00', '08:00', '18:00'),
    span('8H00/16H30', '08:00', '16:30'),
    span('8h 18h', '08:00', '18:00'),
    span('9h/17h', '09:00', '17:00'),
    span('8-18', '08:00', '18:00'),
    span('8 h - 18 h', '08:00', '18:00'),
    span('8h00 - 17 h 30', '08:00', '17:30'),
    span('8h jusqu’à 17h', '08:00', '17:00'),
    span('7h30->18h', '07:30', '18:00'),
    span('8:00:00-18:00:00', '08:00', '18:00'),
    span('8h - 18h.', '08:00', '18:00'),
    span('entre 8h et 18h', '08:00', '18:00'),
    doubtful('journée', null),
    doubtful('Journée complète', null),
    doubtful('matin', null),
    doubtful('1/2 journée', null),
    doubtful('', null),
    doubtful('horaires variables', null),
    doubtful('8h-12h / 13h30-17h', null),
    doubtful('à partir de 8h', null),
    doubtful('18h-8h', null),
    doubtful('3x8', null),
  ]);
}
