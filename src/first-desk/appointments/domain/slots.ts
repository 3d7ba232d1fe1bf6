import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import {
  addDays,
  addMinutes,
  daysBetween,
  instantAt,
  isoWeekday,
  minutesOf,
  timeAt,
  type Day,
  type Instant,
  type TimeOfDay,
} from '../../../foundation/kernel/time.js';
import { WEEKDAYS, type Weekday } from '../../../foundation/kernel/week-schedule.js';

/** What is opened at once: the same hours on one day, or on some weekdays between two days. */
export interface WantedSlots {
  readonly from: Day;
  readonly to: Day;
  /** Of several days; those from Monday to Friday when there is none. Of one day nothing is asked. */
  readonly weekdays: readonly Weekday[];
  readonly start: TimeOfDay;
  readonly end: TimeOfDay;
  /** How long each lasts. */
  readonly minutes: number;
}

export interface Interval {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** What opening would make, and why it makes no more. */
export interface PlannedSlots {
  readonly slots: readonly Interval[];
  /** Days on which the place is closed. */
  readonly closed: readonly Day[];
  /** How many were left out because the person has another one then. */
  readonly overlapping: number;
  /** How many were left out because their moment is past. */
  readonly past: number;
}

export const LONGEST_DAYS = 184;
export const SHORTEST_MINUTES = 5;
export const LONGEST_MINUTES = 240;
/** Hours of the clock between which somebody can be received. Summer time comes and goes outside of them. */
export const EARLIEST: TimeOfDay = '06:00';
export const LATEST: TimeOfDay = '22:00';
/** More would be a mistake of typing. */
export const MOST_SLOTS = 500;

const WORKING_DAYS: readonly Weekday[] = WEEKDAYS.slice(0, 5);

const weekdayOf = (day: Day): Weekday => WEEKDAYS[isoWeekday(day) - 1]!;

/** Why nothing can be opened as it is typed, or null. */
export function judgeWanted({ from, to, start, end, minutes }: WantedSlots, today: Day): Refusal | null {
  if (from < today) return refuse('appointment.pastDay');
  if (to < from) return refuse('appointment.backwards');
  if (daysBetween(from, to) > LONGEST_DAYS) return refuse('appointment.tooLong', { days: LONGEST_DAYS });
  if (start < EARLIEST || end > LATEST || end <= start) return refuse('appointment.hours');
  if (minutes < SHORTEST_MINUTES || minutes > LONGEST_MINUTES) return refuse('appointment.length');
  return minutesOf(end) - minutesOf(start) < minutes ? refuse('appointment.tooShort') : null;
}

const meet = (one: Interval, other: Interval): boolean => one.startsAt < other.endsAt && other.startsAt < one.endsAt;

/**
 * The slots that are opened, soonest first. {@link judgeWanted} is asked before.
 * @param taken what the same person has already opened
 */
export function planSlots(
  { from, to, weekdays, start, end, minutes }: WantedSlots,
  { now, isClosed, taken }: { now: Instant; isClosed: (day: Day) => boolean; taken: readonly Interval[] },
): PlannedSlots {
  const wanted = from === to ? WEEKDAYS : weekdays.length > 0 ? weekdays : WORKING_DAYS;
  const days = Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index)).filter((day) =>
    wanted.includes(weekdayOf(day)),
  );
  const all = days.filter((day) => !isClosed(day)).flatMap((day) => slotsOn(day, start, end, minutes));
  const coming = all.filter(({ startsAt }) => startsAt > now);
  const slots = coming.filter((slot) => !taken.some((other) => meet(slot, other)));
  return {
    slots,
    closed: days.filter(isClosed),
    overlapping: coming.length - slots.length,
    past: all.length - coming.length,
  };
}

/** Each begins on the clock of Paris and lasts so many minutes; what is left at the end is no slot. */
function slotsOn(day: Day, start: TimeOfDay, end: TimeOfDay, minutes: number): Interval[] {
  const count = Math.floor((minutesOf(end) - minutesOf(start)) / minutes);
  return Array.from({ length: count }, (_, index) => {
    const startsAt = instantAt(day, timeAt(minutesOf(start) + index * minutes));
    return { startsAt, endsAt: addMinutes(startsAt, minutes) };
  });
}
