import {
  everyDay,
  slotBit,
  slotsOfSchedule,
  WEEKDAYS,
  type DayHours,
  type SlotMask,
  type Weekday,
} from '../../../foundation/kernel/week-schedule.js';
import {
  cutHours,
  plain,
  read,
  readDays,
  readHours,
  readMark,
  saysHalfDays,
  unread,
  type Reading,
} from '../../../lists/waiting-lists/domain/index.js';

type Half = 'am' | 'pm';
/** The half-days that a cell tells, or why it does not; `hours_elsewhere`: its hours fall on none of a day named. */
export type HalfDays = Reading<SlotMask> | { readonly ok: false; readonly reason: 'hours_elsewhere' };
const ELSEWHERE: HalfDays = { ok: false, reason: 'hours_elsewhere' };
const MORNING = /^(m|am|matin|matins|matinee|matinees)$/;
const AFTERNOON = /^(ap|pm|aprem|apres midi|apres midis)$/;
const HALF_WORD = /\b(matin|matins|matinee|matinees|apres midi|apres midis|aprem)\b/;
const WHOLE: readonly Half[] = ['am', 'pm'];
/** Nobody comes on that day. */
const AWAY = /^(absente?|abs|repos|libre|off)$/;
const FIVE_DAYS = /^5 ?(j|jrs?|jours?)( ?(par |la |\/ ?)?(semaine|sem|s))?$/;
const ALWAYS_OPEN = everyDay({ start: '00:00', end: '24:00' });

/**
 * `lundi, mardi matin et jeudi`: the half-days, a day named alone being a whole day. Hours beside them, `lundi mardi
 * 8h-12h`, leave the half-days that they touch.
 */
export function readHalfDays(text: string): HalfDays {
  const { days, hours } = cutHours(text);
  if (hours === '') return readNamedDays(text);
  const named = readNamedDays(days);
  return named.ok ? keepHours(named.value, hours) : named;
}

/** The half-days of a week on which a child is there at these hours. @returns doubt when a day has none of them left */
export function keepHours(mask: SlotMask, text: string): HalfDays {
  const hours = readHours(text);
  if (!hours.ok) return hours;
  if (hours.value === null) return read(mask);
  const kept = mask & slotsOfHours(WEEKDAYS, hours.value);
  const isLost = WEEKDAYS.some((weekday) => {
    const whole = maskOf([weekday], WHOLE);
    return (mask & whole) !== 0 && (kept & whole) === 0;
  });
  return isLost ? ELSEWHERE : read(kept);
}

function readNamedDays(text: string): Reading<SlotMask> {
  if (FIVE_DAYS.test(plain(text))) return read(maskOf(WEEKDAYS.slice(0, 5), WHOLE));
  if (!saysHalfDays(text)) return masked(readDays(text), WHOLE);
  let mask = 0;
  for (const part of partsOf(text)) {
    const half = HALF_WORD.exec(plain(part));
    const days = readDays(part);
    if (!days.ok) return days;
    // `lundi mardi matin`: nothing tells whether Monday is a whole day.
    if (half && days.value.length > 1) return unread('half_days');
    if (saysHalfDays(part) && !half) return unread('half_days');
    mask |= maskOf(days.value, half ? [halfOf(half[1]!)] : WHOLE);
  }
  return read(mask);
}

/** A cell under one day: a mark is the whole day, `matin` or `ap` a half of it, hours the halves that they touch. */
export function readDayCell(weekday: Weekday, text: string): HalfDays {
  const said = plain(text);
  if (MORNING.test(said)) return read(maskOf([weekday], ['am']));
  if (AFTERNOON.test(said)) return read(maskOf([weekday], ['pm']));
  if (AWAY.test(said)) return read(0);
  const hours = readHours(text);
  if (hours.ok && hours.value !== null) {
    const slots = slotsOfHours([weekday], hours.value);
    return slots === 0 ? ELSEWHERE : read(slots);
  }
  const mark = readMark(text);
  return mark.ok ? read(mark.value ? maskOf([weekday], WHOLE) : 0) : mark;
}

const partsOf = (text: string): string[] =>
  text
    .split(/[,;/+&\n]|\bet\b/i)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** domain.md §6: a child holds a half-day when it is there for more than an hour of it. */
const slotsOfHours = (weekdays: readonly Weekday[], hours: DayHours): SlotMask =>
  slotsOfSchedule(Object.fromEntries(weekdays.map((weekday) => [weekday, hours])), ALWAYS_OPEN);
const halfOf = (word: string): Half => (word.startsWith('mat') ? 'am' : 'pm');
const masked = (days: Reading<Weekday[]>, halves: readonly Half[]): Reading<SlotMask> =>
  days.ok ? read(maskOf(days.value, halves)) : days;
const maskOf = (days: readonly Weekday[], halves: readonly Half[]): SlotMask =>
  WEEKDAYS.filter((weekday) => days.includes(weekday))
    .flatMap((weekday) => halves.map((half) => slotBit(`${weekday}-${half}`)))
    .reduce((mask, bit) => mask | bit, 0);
