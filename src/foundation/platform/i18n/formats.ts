import type { Language } from '../../kernel/language.js';
import { dayOf, TERRITORY_ZONE, timeOf, type Day, type Instant, type TimeOfDay } from '../../kernel/time.js';
import { endsNextMorning, WEEKDAYS, type DayHours, type Weekday } from '../../kernel/week-schedule.js';
import type { MessageArgs } from './message-args.js';

/** English as written in Europe: the day before the month, and 24 hours. */
const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB' };

/** Some Monday: the names of weekdays are read from its week. */
const SOME_MONDAY = Date.UTC(2024, 0, 1);
const DAY_IN_MILLISECONDS = 86_400_000;

/**
 * Dates and numbers as one language writes them. Civil dates have no zone, and moments are shown in that of the
 * territory. The order of words is a message (`i18n.*`), so that a new language needs a file and no code.
 */
export abstract class Formats {
  readonly #short: Intl.DateTimeFormat;
  /** From January on, and from Monday on: asked of `Intl` at each date, they took a tenth of a session's closing. */
  readonly #months: readonly string[];
  readonly #weekdays: readonly string[];
  readonly #shortWeekdays: readonly string[];
  readonly #number: Intl.NumberFormat;
  readonly #money: Intl.NumberFormat;
  readonly #percent: Intl.NumberFormat;
  readonly #list: Intl.ListFormat;

  abstract readonly t: (key: string, args?: MessageArgs) => string;

  constructor(readonly lang: Language) {
    const locale = LOCALES[lang];
    const utc = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    // Within a date, because some languages name a month otherwise when it stands alone.
    const long = utc({ day: 'numeric', month: 'long', year: 'numeric' });
    const monthIn = (date: Date) => long.formatToParts(date).find(({ type }) => type === 'month')!.value;
    this.#months = Array.from({ length: 12 }, (_, month) => monthIn(new Date(Date.UTC(2024, month, 1))));
    this.#short = utc({ day: '2-digit', month: '2-digit', year: 'numeric' });
    const weekdaysIn = (weekday: 'long' | 'short') =>
      WEEKDAYS.map((_, index) => utc({ weekday }).format(new Date(SOME_MONDAY + index * DAY_IN_MILLISECONDS)));
    this.#weekdays = weekdaysIn('long');
    this.#shortWeekdays = weekdaysIn('short');
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
    const { month, year } = this.#dayArgs(`${value.slice(0, 7)}-01`);
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
  readonly monthName = (value: number): string => this.#months[value - 1]!;
  /** `mon` → `lundi` */
  readonly weekday = (value: Weekday): string => this.#weekdays[WEEKDAYS.indexOf(value)]!;
  /** `mon` → `lun.` */
  readonly shortWeekday = (value: Weekday): string => this.#shortWeekdays[WEEKDAYS.indexOf(value)]!;
  /** The weekday of a civil date: `2027-03-01` → `lundi` */
  readonly weekdayOf = (value: Day): string => this.#weekdays[(utcDate(value).getUTCDay() + 6) % 7]!;

  readonly number = (value: number): string => this.#number.format(value);
  /** Euros: `12.5` → `12,50 €` */
  readonly money = (value: number): string => this.#money.format(value);
  /** A share between 0 and 1: `0.125` → `12,5 %` */
  readonly percent = (value: number): string => this.#percent.format(value);
  /** `['Anna', 'Léo']` → `Anna et Léo` */
  readonly list = (values: readonly string[]): string => this.#list.format(values);

  /** The zone in which every moment is shown. */
  readonly zone = TERRITORY_ZONE;

  #dayArgs(value: Day): { dayOfMonth: number; month: string; year: string } {
    const [year, month, dayOfMonth] = value.split('-').map(Number) as [number, number, number];
    return { dayOfMonth, month: this.monthName(month), year: String(year) };
  }
}

const utcDate = (value: Day): Date => new Date(`${value}T00:00:00Z`);
