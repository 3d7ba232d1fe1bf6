import type { Language } from '../../kernel/language.js';
import { dayOf, TERRITORY_ZONE, timeOf, type Day, type Instant, type TimeOfDay } from '../../kernel/time.js';
import { endsNextMorning, WEEKDAYS, type DayHours, type Weekday } from '../../kernel/week-schedule.js';
import type { MessageArgs } from './message-args.js';

/** English as written in Europe: the day before the month, and 24 hours. */
const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB' };

/** Some Monday: the names of weekdays are read from its week. */
const SOME_MONDAY = Date.UTC(2024, 0, 1);
const DAY_IN_MILLISECONDS = 86_400_000;

type DateParts = Record<'day' | 'month' | 'year', string>;

/**
 * Dates and numbers as one language writes them. Civil dates have no zone, and moments are shown in that of the
 * territory. The order of words is a message (`i18n.*`), so that a new language needs a file and no code.
 */
export abstract class Formats {
  readonly #long: Intl.DateTimeFormat;
  readonly #short: Intl.DateTimeFormat;
  readonly #weekday: Intl.DateTimeFormat;
  readonly #shortWeekday: Intl.DateTimeFormat;
  readonly #number: Intl.NumberFormat;
  readonly #money: Intl.NumberFormat;
  readonly #percent: Intl.NumberFormat;
  readonly #list: Intl.ListFormat;

  abstract readonly t: (key: string, args?: MessageArgs) => string;

  constructor(readonly lang: Language) {
    const locale = LOCALES[lang];
    const utc = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    this.#long = utc({ day: 'numeric', month: 'long', year: 'numeric' });
    this.#short = utc({ day: '2-digit', month: '2-digit', year: 'numeric' });
    this.#weekday = utc({ weekday: 'long' });
    this.#shortWeekday = utc({ weekday: 'short' });
    this.#number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
    this.#money = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' });
    this.#percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
    this.#list = new Intl.ListFormat(locale, { type: 'conjunction' });
  }

  /** `2027-03-01` → `1er mars 2027` */
  readonly day = (value: Day): string => this.t('i18n.day', this.#dayArgs(value));
  /** `2027-03-01` → `lundi 1er mars 2027` */
  readonly fullDay = (value: Day): string =>
    this.t('i18n.fullDay', { weekday: this.weekdayOf(value), day: this.day(value) });
  /** `2027-03-01` → `01/03/2027` */
  readonly shortDay = (value: Day): string => this.#short.format(utcDate(value));
  /** `2027-03` or any day of it → `mars 2027` */
  readonly month = (value: string): string => {
    const { month, year } = this.#parts(`${value.slice(0, 7)}-01`);
    return this.t('i18n.month', { month, year });
  };
  /** A moment in the territory's zone: `24 novembre 2026 à 10 h 05` */
  readonly instant = (value: Instant): string =>
    this.t('i18n.instant', { day: this.day(dayOf(value)), time: this.time(timeOf(value)) });
  /** A moment, for tables: `24/11/2026 10:05` */
  readonly shortInstant = (value: Instant): string => `${this.shortDay(dayOf(value))} ${timeOf(value)}`;
  /** `08:30` → `8 h 30`; `08:00` → `8 h`: never broken across lines */
  readonly time = (value: TimeOfDay): string => {
    const [hours = '', minutes = ''] = value.split(':');
    return this.t('i18n.time', { hours: String(Number(hours)), minutes });
  };
  /** `{ start: '18:00', end: '08:00' }` → `de 18 h à 8 h le lendemain` */
  readonly hours = (value: DayHours): string =>
    this.t('i18n.hours', {
      from: this.time(value.start),
      to: this.time(value.end),
      night: endsNextMorning(value) ? 'yes' : 'no',
    });
  /** `{ from, to }`, both included, `to` null for no end → `du 1er mars 2027 au 31 mars 2027` */
  readonly period = (value: { from: Day; to: Day | null }): string =>
    value.to === null
      ? this.t('i18n.periodFrom', { from: this.day(value.from) })
      : this.t('i18n.period', { from: this.day(value.from), to: this.day(value.to) });
  /** `3` → `mars` */
  readonly monthName = (value: number): string => this.#parts(`2024-${String(value).padStart(2, '0')}-01`).month;
  /** `mon` → `lundi` */
  readonly weekday = (value: Weekday): string => this.#weekday.format(dateOfWeekday(value));
  /** `mon` → `lun.` */
  readonly shortWeekday = (value: Weekday): string => this.#shortWeekday.format(dateOfWeekday(value));
  /** The weekday of a civil date: `2027-03-01` → `lundi` */
  readonly weekdayOf = (value: Day): string => this.#weekday.format(utcDate(value));

  readonly number = (value: number): string => this.#number.format(value);
  /** Euros: `12.5` → `12,50 €` */
  readonly money = (value: number): string => this.#money.format(value);
  /** A share between 0 and 1: `0.125` → `12,5 %` */
  readonly percent = (value: number): string => this.#percent.format(value);
  /** `['Anna', 'Léo']` → `Anna et Léo` */
  readonly list = (values: readonly string[]): string => this.#list.format(values);

  /** The zone in which every moment is shown. */
  readonly zone = TERRITORY_ZONE;

  #dayArgs(value: Day): MessageArgs {
    const { day, month, year } = this.#parts(value);
    return { dayOfMonth: Number(day), month, year };
  }

  #parts(value: Day): DateParts {
    const parts = this.#long.formatToParts(utcDate(value));
    return Object.fromEntries(parts.map(({ type, value: text }) => [type, text])) as DateParts;
  }
}

const utcDate = (value: Day): Date => new Date(`${value}T00:00:00Z`);
const dateOfWeekday = (value: Weekday): Date => new Date(SOME_MONDAY + WEEKDAYS.indexOf(value) * DAY_IN_MILLISECONDS);
