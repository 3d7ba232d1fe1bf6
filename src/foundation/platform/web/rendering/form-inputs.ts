import { dayPartsIn, dayText, readParts, type DayParts } from '../../../kernel/day-text.js';
import { isDay, isTimeOfDay, type Day, type TimeOfDay } from '../../../kernel/time.js';
import { minutesLong, WEEKDAYS, type Weekday, type WeekSchedule } from '../../../kernel/week-schedule.js';

type Input = Readonly<Record<string, unknown>>;

const text = (input: Input, name: string): string => String(input[name] ?? '').trim();

/**
 * The three parts of a date as people type it: each in its input, or the whole in the first one. Null when nothing was
 * typed.
 */
function dayPartsOf(input: Input, field: string): DayParts | null {
  const [day = '', month = '', year = ''] = ['Day', 'Month', 'Year'].map((part) => text(input, field + part));
  if (!day && !month && !year) return null;
  return (month || year ? null : dayPartsIn(day)) ?? readParts({ day, month, year });
}

/** What `dayField` sends: the day, `null` when all three parts are empty, `'invalid'` otherwise. */
export function readDay(input: Input, field: string): Day | null | 'invalid' {
  const parts = dayPartsOf(input, field);
  if (parts === null) return null;
  const value = dayText(parts);
  return isDay(value) ? value : 'invalid';
}

/**
 * The day typed that no calendar has, as `31/2/2027` or `32/13/2027`; null for a day that exists, and for what is no date at all.
 */
export function missingDay(input: Input, field: string): string | null {
  const parts = dayPartsOf(input, field);
  if (parts === null || !/^\d{4}-(?!00)\d{2}-(?!00)\d{2}$/.test(dayText(parts))) return null;
  return isDay(dayText(parts)) ? null : `${Number(parts.day)}/${Number(parts.month)}/${parts.year}`;
}

/** The three values `dayField` shows for a day. */
export function dayInputs(field: string, day: Day | null | undefined): Record<string, string> {
  const [year = '', month = '', date = ''] = day?.split('-') ?? [];
  return {
    [`${field}Day`]: date.replace(/^0/, ''),
    [`${field}Month`]: month.replace(/^0/, ''),
    [`${field}Year`]: year,
  };
}

/** A time as people type it (`8:30`, `8h30`, `8 h`, `0830`, `8`): `null` when empty, `'invalid'` otherwise. */
export function readTime(value: unknown): TimeOfDay | null | 'invalid' {
  const typed = String(value ?? '').trim();
  if (typed === '') return null;
  // No two runs of spaces follow each other in this expression. Otherwise it would try every way to divide a long run
  // between them.
  const match = /^(\d{1,2})\s*(?:[h:.]\s*)?(\d{2})?$/i.exec(typed);
  const time = match ? `${match[1]?.padStart(2, '0')}:${match[2] ?? '00'}` : '';
  return isTimeOfDay(time) ? time : 'invalid';
}

/**
 * The longest presence, longer than any night. 8:30 to 7:00 is most likely a mistyped evening; without this limit it
 * would be read as ending on the next morning.
 */
export const MOST_HOURS = 16;

export interface WeekInput {
  readonly schedule: WeekSchedule;
  /** Names of the inputs that are unreadable, or missing for a ticked day (`monStart`, `commonEnd`…). */
  readonly unreadable: readonly string[];
  /** Names of the end inputs that come more than {@link MOST_HOURS} after their start. */
  readonly overlong: readonly string[];
}

/**
 * Reads what `weekSchedule` sends. A ticked day takes its own hours, or the usual hours when it has none. A day with
 * hours of its own counts as ticked. An end at or before the start falls on the next morning (DayHours).
 */
export function readWeek(input: Input, prefix = ''): WeekInput {
  const ticked = new Set([input[`${prefix}days`] ?? []].flat().map(String));
  const schedule: Partial<Record<Weekday, { start: TimeOfDay; end: TimeOfDay }>> = {};
  const unreadable = new Set<string>();
  const overlong = new Set<string>();
  const nameOf = (day: Weekday, edge: 'Start' | 'End'): string => {
    const own = `${prefix}${day}${edge}`;
    return text(input, own) === '' ? `${prefix}common${edge}` : own;
  };
  const read = (day: Weekday, edge: 'Start' | 'End'): TimeOfDay | null => {
    const name = nameOf(day, edge);
    const time = readTime(input[name]);
    if (time !== null && time !== 'invalid') return time;
    unreadable.add(name);
    return null;
  };
  for (const day of WEEKDAYS) {
    const hasOwn = text(input, `${prefix}${day}Start`) !== '' || text(input, `${prefix}${day}End`) !== '';
    if (!ticked.has(day) && !hasOwn) continue;
    const [start, end] = [read(day, 'Start'), read(day, 'End')];
    if (!start || !end) continue;
    schedule[day] = { start, end };
    if (minutesLong({ start, end }) > 60 * MOST_HOURS) overlong.add(nameOf(day, 'End'));
  }
  return { schedule, unreadable: [...unreadable], overlong: [...overlong] };
}

/** The values `weekSchedule` shows for a schedule: the most frequent hours once, the others on their day. */
export function weekInputs(schedule: WeekSchedule, prefix = ''): Record<string, string | string[]> {
  const days = WEEKDAYS.filter((day) => schedule[day]);
  const key = (day: Weekday): string => `${schedule[day]?.start} ${schedule[day]?.end}`;
  const count = (day: Weekday): number => days.filter((other) => key(other) === key(day)).length;
  const usual = days.reduce<Weekday | undefined>(
    (best, day) => (best && count(best) >= count(day) ? best : day),
    undefined,
  );
  const values: Record<string, string | string[]> = { [`${prefix}days`]: days };
  if (usual) {
    values[`${prefix}commonStart`] = schedule[usual]?.start ?? '';
    values[`${prefix}commonEnd`] = schedule[usual]?.end ?? '';
  }
  for (const day of days) {
    if (usual && key(day) === key(usual)) continue;
    values[`${prefix}${day}Start`] = schedule[day]?.start ?? '';
    values[`${prefix}${day}End`] = schedule[day]?.end ?? '';
  }
  return values;
}
