import { DateTime } from 'luxon';

/** A moment in UTC, ISO 8601 with milliseconds and `Z`: compares as text. */
export type Instant = string;
/** A civil date `YYYY-MM-DD`, as read in Europe/Paris: compares as text. */
export type Day = string;
/** A time of day `HH:mm`, 24 hours: compares as text. */
export type TimeOfDay = string;

export const TERRITORY_ZONE = 'Europe/Paris';

const iso = (value: DateTime): Instant =>
  value.toUTC().toISO({ includeOffset: true, suppressMilliseconds: false }) as Instant;

const DAY_MILLIS = 86_400_000;
/**
 * Civil dates have no zone and no summer time: plain arithmetic on UTC midnights (every move of a request does some).
 */
const midnight = (value: Day): number => Date.parse(`${value}T00:00:00Z`);
const dayAt = (millis: number): Day => new Date(millis).toISOString().slice(0, 10);
const later = (value: Instant, millis: number): Instant => new Date(Date.parse(value) + millis).toISOString();

export const addDays = (value: Day, days: number): Day => dayAt(midnight(value) + days * DAY_MILLIS);
/** The same day of a later month, or the last one of a shorter month. */
export function addMonths(value: Day, months: number): Day {
  const moved = new Date(midnight(value));
  const date = moved.getUTCDate();
  moved.setUTCMonth(moved.getUTCMonth() + months);
  // A day that the month does not have is counted into the next one.
  if (moved.getUTCDate() !== date) moved.setUTCDate(0);
  return dayAt(moved.getTime());
}
/** The months (`YYYY-MM`) from that of one day to that of another, both included. */
export function monthsOf(from: Day, to: Day): string[] {
  const months: string[] = [];
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = addMonths(`${month}-01`, 1).slice(0, 7))
    months.push(month);
  return months;
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => (midnight(to) - midnight(from)) / DAY_MILLIS;
/** ISO weekday, 1 for Monday to 7 for Sunday. */
export const isoWeekday = (value: Day): number => ((new Date(midnight(value)).getUTCDay() + 6) % 7) + 1;
/** The Monday of the week of `value`. */
export const mondayOf = (value: Day): Day => addDays(value, 1 - isoWeekday(value));
/**
 * Completed months from a day to a later one. A child born on a 31st completes a month on the last day of a shorter
 * month.
 */
function monthsBetween(from: Day, to: Day): number {
  const [year, month, date] = [from, to]
    .map((day) => day.split('-').map(Number))
    .reduce(([y, m, d], [Y, M, D]) => [Y! - y!, M! - m!, D! - d!]) as [number, number, number];
  const isLast = date < 0 && addDays(to, 1).endsWith('-01');
  return year * 12 + month - Number(date < 0 && !isLast);
}

/**
 * Age in completed months on `on`; negative before birth. It is computed for every wish of every child, so it uses
 * plain arithmetic and no date library.
 */
export function ageInMonths(birth: Day, on: Day): number {
  if (birth <= on) return monthsBetween(birth, on);
  const months = monthsBetween(on, birth);
  return addMonths(on, months) === birth ? -months : -months - 1;
}

export const addHours = (value: Instant, hours: number): Instant => later(value, hours * 3_600_000);
export const addMinutes = (value: Instant, minutes: number): Instant => later(value, minutes * 60_000);
export const addMillis = (value: Instant, milliseconds: number): Instant => later(value, milliseconds);
/** Minutes from a moment to another, begun ones counted whole; negative when the other is earlier. */
export const minutesUntil = (from: Instant, to: Instant): number =>
  Math.ceil((Date.parse(to) - Date.parse(from)) / 60_000);
/** Those of more than five years: clearing them again and again costs more than keeping them. */
const MOST_HOURS = 50_000;
const moments = new Map<string, Instant>();
/**
 * The moment a civil date and time of day name in Europe/Paris (summer time included). Kept as {@link dayOf} keeps
 * dates: all offers of a session have few different deadlines.
 */
export function instantAt(value: Day, time: TimeOfDay = '00:00'): Instant {
  const named = `${value}T${time}`;
  let found = moments.get(named);
  if (found === undefined) {
    found = iso(DateTime.fromISO(named, { zone: TERRITORY_ZONE }));
    if (moments.size >= MOST_HOURS) moments.clear();
    moments.set(named, found);
  }
  return found;
}
/** The moment at which a clock in another zone (IANA name) shows this date and time. */
export const zonedInstant = (value: Day, time: string, zone: string): Instant =>
  iso(DateTime.fromISO(`${value}T${time}`, { zone }));
const hoursInParis = new Map<string, { readonly day: Day; readonly hour: string }>();
/**
 * The date and the hour of a moment in Europe/Paris. They are asked for all the time and are slow to compute, so those
 * of each UTC hour are kept. That is enough: Paris is a whole number of hours from UTC, so both change only on the hour.
 */
function inParis(value: Instant): { readonly day: Day; readonly hour: string } {
  const utcHour = value.slice(0, 13);
  let found = hoursInParis.get(utcHour);
  if (found === undefined) {
    const local = DateTime.fromISO(value, { zone: TERRITORY_ZONE });
    found = { day: local.toISODate() as Day, hour: local.toFormat('HH') };
    if (hoursInParis.size >= MOST_HOURS) hoursInParis.clear();
    hoursInParis.set(utcHour, found);
  }
  return found;
}
/** The civil date of a moment in Europe/Paris. */
export const dayOf = (value: Instant): Day => inParis(value).day;
/** This time of day on the day after `now`, in Europe/Paris. */
export const tomorrowAt = (now: Instant, time: TimeOfDay): Instant => instantAt(addDays(dayOf(now), 1), time);
/** The time of day of a moment in Europe/Paris. */
export const timeOf = (value: Instant): TimeOfDay => `${inParis(value).hour}:${value.slice(14, 16)}`;

export const isDay = (value: unknown): value is Day =>
  typeof value === 'string' &&
  /^\d{4}-\d{2}-\d{2}$/.test(value) &&
  !Number.isNaN(midnight(value)) &&
  dayAt(midnight(value)) === value;
export const isTimeOfDay = (value: unknown): value is TimeOfDay =>
  typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value);

const digit = (time: TimeOfDay, index: number): number => time.charCodeAt(index) - 48;
/**
 * Minutes since midnight of a time of day. It is computed for each day of every week that a wish may cover, so it
 * reads the digits in place instead of splitting the text.
 */
export const minutesOf = (time: TimeOfDay): number =>
  (digit(time, 0) * 10 + digit(time, 1)) * 60 + digit(time, 3) * 10 + digit(time, 4);
/** The time of day that many minutes after a midnight. Beyond 24 hours it is a time of a later day. */
export const timeAt = (minutes: number): TimeOfDay =>
  [Math.floor(minutes / 60) % 24, minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
