import { slotBit, WEEKDAYS, type SlotMask, type Weekday } from '../../kernel/week-schedule.js';
import {
  plain,
  read,
  readDays,
  readMark,
  saysHalfDays,
  unread,
  type Reading,
} from '../../waiting-lists/domain/index.js';

type Half = 'am' | 'pm';
const MORNING = /^(m|am|matin|matins|matinee|matinees)$/;
const AFTERNOON = /^(ap|pm|aprem|apres midi|apres midis)$/;
const HALF_WORD = /\b(matin|matins|matinee|matinees|apres midi|apres midis|aprem)\b/;
const WHOLE: readonly Half[] = ['am', 'pm'];

/** `lundi, mardi matin et jeudi`: the half-days, a day named alone being a whole day. */
export function readHalfDays(text: string): Reading<SlotMask> {
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

/** A cell under one day: a mark is the whole day, `matin` or `ap` a half of it. */
export function readDayCell(weekday: Weekday, text: string): Reading<SlotMask> {
  const said = plain(text);
  if (MORNING.test(said)) return read(maskOf([weekday], ['am']));
  if (AFTERNOON.test(said)) return read(maskOf([weekday], ['pm']));
  const mark = readMark(text);
  return mark.ok ? read(mark.value ? maskOf([weekday], WHOLE) : 0) : mark;
}

const partsOf = (text: string): string[] =>
  text
    .split(/[,;/+&\n]|\bet\b/i)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const halfOf = (word: string): Half => (word.startsWith('mat') ? 'am' : 'pm');
const masked = (days: Reading<Weekday[]>, halves: readonly Half[]): Reading<SlotMask> =>
  days.ok ? read(maskOf(days.value, halves)) : days;
const maskOf = (days: readonly Weekday[], halves: readonly Half[]): SlotMask =>
  WEEKDAYS.filter((weekday) => days.includes(weekday))
    .flatMap((weekday) => halves.map((half) => slotBit(`${weekday}-${half}`)))
    .reduce((mask, bit) => mask | bit, 0);
