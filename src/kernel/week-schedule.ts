import { minutesOf, type TimeOfDay } from './time.js';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];
export type HalfDay = 'am' | 'pm';
/** One weekday half-day, e.g. `mon-am`. */
export type Slot = `${Weekday}-${HalfDay}`;

/** In week order: the index of a slot is its bit in a SlotMask. */
export const SLOTS: readonly Slot[] = WEEKDAYS.flatMap((weekday) => [`${weekday}-am`, `${weekday}-pm`] as const);
/** A set of slots, one bit each (bit 0 is Monday morning, bit 13 Sunday afternoon). */
export type SlotMask = number;

export interface DayHours {
  readonly start: TimeOfDay;
  readonly end: TimeOfDay;
}
/** Presence asked for on each weekday of a standard week; a day that is absent is not asked for. */
export type WeekSchedule = Partial<Record<Weekday, DayHours>>;

/** The boundary between morning and afternoon (domain.md §6). */
export const HALF_DAY_BOUNDARY: TimeOfDay = '13:00';
/** A half-day is held when the child is there for more than this many minutes of it (domain.md §6). */
export const HALF_DAY_THRESHOLD_MINUTES = 60;

export const slotBit = (slot: Slot): SlotMask => 1 << SLOTS.indexOf(slot);
export const slotsToMask = (slots: readonly Slot[]): SlotMask => slots.reduce((mask, slot) => mask | slotBit(slot), 0);
export const maskToSlots = (mask: SlotMask): Slot[] => SLOTS.filter((_, index) => (mask & (1 << index)) !== 0);
export const countSlots = (mask: SlotMask): number => maskToSlots(mask).length;

/** The half-days a schedule holds within opening hours. */
export function slotsOfSchedule(schedule: WeekSchedule, opening: DayHours): SlotMask {
  const boundary = minutesOf(HALF_DAY_BOUNDARY);
  let mask = 0;
  for (let index = 0; index < WEEKDAYS.length; index += 1) {
    const hours = schedule[WEEKDAYS[index]!];
    if (!hours) continue;
    const start = Math.max(minutesOf(hours.start), minutesOf(opening.start));
    const end = Math.min(minutesOf(hours.end), minutesOf(opening.end));
    if (Math.min(end, boundary) - start > HALF_DAY_THRESHOLD_MINUTES) mask |= 1 << (2 * index);
    if (end - Math.max(start, boundary) > HALF_DAY_THRESHOLD_MINUTES) mask |= 1 << (2 * index + 1);
  }
  return mask;
}

/** Days on which the schedule goes outside the opening hours: said aloud, never silently cut (domain.md §6). */
export function atypicalDays(schedule: WeekSchedule, opening: DayHours): Weekday[] {
  return WEEKDAYS.filter((weekday) => {
    const hours = schedule[weekday];
    return hours !== undefined && (hours.start < opening.start || hours.end > opening.end);
  });
}

/** What a schedule asks for beside the half-days that are held already; a day of which both are held is absent. */
export function weekBeside(schedule: WeekSchedule, held: SlotMask): WeekSchedule {
  const left = WEEKDAYS.flatMap((weekday): [Weekday, DayHours][] => {
    const hours = schedule[weekday];
    const [morning, afternoon] = [(held & slotBit(`${weekday}-am`)) !== 0, (held & slotBit(`${weekday}-pm`)) !== 0];
    if (!hours || (morning && afternoon)) return [];
    const rest = { start: morning && hours.start < HALF_DAY_BOUNDARY ? HALF_DAY_BOUNDARY : hours.start, end: afternoon && hours.end > HALF_DAY_BOUNDARY ? HALF_DAY_BOUNDARY : hours.end };
    return rest.start < rest.end ? [[weekday, rest]] : [];
  });
  return Object.fromEntries(left);
}

/** Hours asked for in one week. */
export const weeklyHours = (schedule: WeekSchedule): number =>
  Object.values(schedule).reduce((sum, hours) => sum + (minutesOf(hours.end) - minutesOf(hours.start)) / 60, 0);
