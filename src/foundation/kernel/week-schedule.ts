import { addDays, isoWeekday, minutesOf, timeAt, type Day, type TimeOfDay } from './time.js';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];
export type HalfDay = 'am' | 'pm';
/** One weekday half-day, e.g. `mon-am`. */
export type Slot = `${Weekday}-${HalfDay}`;

/** In week order: the index of a slot is its bit in a SlotMask. */
export const SLOTS: readonly Slot[] = WEEKDAYS.flatMap((weekday) => [`${weekday}-am`, `${weekday}-pm`] as const);
/** A set of slots, one bit each (bit 0 is Monday morning, bit 13 Sunday afternoon). */
export type SlotMask = number;

/** Hours of one day. An end at or before the start falls on the next morning: `18:00` to `08:00` is a night. */
export interface DayHours {
  readonly start: TimeOfDay;
  readonly end: TimeOfDay;
}
/**
 * Presence asked for on each weekday of a standard week. A missing weekday means that nothing is asked for on that
 * day.
 */
export type WeekSchedule = Partial<Record<Weekday, DayHours>>;

/** Opening hours of an establishment. It is closed on a weekday that is missing, and never open past midnight. */
export type OpeningWeek = Partial<Record<Weekday, DayHours>>;

/** The same hours on every day of the week. */
export const everyDay = (hours: DayHours): OpeningWeek =>
  Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, hours]));

/** From the earliest opening of the week to its latest closing; null when it never opens. */
export function spanOfWeek(opening: OpeningWeek): DayHours | null {
  const days = Object.values(opening);
  if (days.length === 0) return null;
  return {
    start: days.map(({ start }) => start).sort()[0]!,
    end: days
      .map(({ end }) => end)
      .sort()
      .at(-1)!,
  };
}

/** The boundary between morning and afternoon (domain.md §6). */
export const HALF_DAY_BOUNDARY: TimeOfDay = '13:00';
/** A half-day is held when the child is there for more than this many minutes of it (domain.md §6). */
export const HALF_DAY_THRESHOLD_MINUTES = 60;

const BITS: ReadonlyMap<string, SlotMask> = new Map(SLOTS.map((slot, index) => [slot, 1 << index]));
export const slotBit = (slot: Slot): SlotMask => BITS.get(slot)!;
export const slotsToMask = (slots: readonly Slot[]): SlotMask => slots.reduce((mask, slot) => mask | slotBit(slot), 0);
export const maskToSlots = (mask: SlotMask): Slot[] => SLOTS.filter((_, index) => (mask & (1 << index)) !== 0);

/** The first day of care from a day on, for a week of these half-days: at least one. */
export function firstDayOf(slots: SlotMask, from: Day): Day {
  const isIn = (day: Day): boolean => (slots & (0b11 << ((isoWeekday(day) - 1) * 2))) !== 0;
  return isIn(from) ? from : firstDayOf(slots, addDays(from, 1));
}

export const countSlots = (mask: SlotMask): number => maskToSlots(mask).length;

const DAY_MINUTES = 24 * 60;

/** Whether the hours go on after midnight. */
export const endsNextMorning = ({ start, end }: DayHours): boolean => end <= start;

/** Start and end in minutes from the midnight that begins the day. An end after the next midnight is beyond 1 440. */
const minutesSpan = (hours: DayHours): [start: number, end: number] => [
  minutesOf(hours.start),
  minutesOf(hours.end) + (endsNextMorning(hours) ? DAY_MINUTES : 0),
];

/** How long the hours of a day last, those after midnight included. */
export const minutesLong = (hours: DayHours): number => {
  const [start, end] = minutesSpan(hours);
  return end - start;
};

/**
 * The half-days of which a schedule takes more than an hour within opening hours. A night counts on its own day and on
 * the morning in which it ends.
 */
export function slotsOfSchedule(schedule: WeekSchedule, opening: OpeningWeek): SlotMask {
  const boundary = minutesOf(HALF_DAY_BOUNDARY);
  const halvesOf = (index: number, from: number, to: number): SlotMask => {
    const open = opening[WEEKDAYS[index]!];
    if (!open) return 0;
    const [start, end] = [Math.max(from, minutesOf(open.start)), Math.min(to, minutesOf(open.end))];
    const morning = Math.min(end, boundary) - start > HALF_DAY_THRESHOLD_MINUTES ? 1 << (2 * index) : 0;
    return end - Math.max(start, boundary) > HALF_DAY_THRESHOLD_MINUTES ? morning | (1 << (2 * index + 1)) : morning;
  };
  let mask = 0;
  for (let index = 0; index < WEEKDAYS.length; index += 1) {
    const hours = schedule[WEEKDAYS[index]!];
    if (!hours) continue;
    const [from, to] = minutesSpan(hours);
    mask |= halvesOf(index, from, to);
    if (to > DAY_MINUTES) mask |= halvesOf((index + 1) % WEEKDAYS.length, 0, to - DAY_MINUTES);
  }
  return mask;
}

/**
 * Hours of a schedule during which an establishment is closed. An end at or before the start falls on the next
 * morning.
 */
export interface OutsidePart extends DayHours {
  readonly weekday: Weekday;
}

/**
 * The parts of a schedule outside the opening hours. They are shown to the family, and never silently cut (domain.md
 * §6).
 */
export function outsideParts(schedule: WeekSchedule, opening: OpeningWeek): OutsidePart[] {
  return WEEKDAYS.flatMap((weekday, index) => {
    const hours = schedule[weekday];
    if (!hours) return [];
    const [start, end] = minutesSpan(hours);
    return closedSpans(opening[weekday], opening[WEEKDAYS[(index + 1) % WEEKDAYS.length]!]).flatMap(([from, to]) => {
      const [first, last] = [Math.max(from, start), Math.min(to, end)];
      if (first >= last) return [];
      return [
        {
          weekday: WEEKDAYS[(index + Math.floor(first / DAY_MINUTES)) % WEEKDAYS.length]!,
          start: timeAt(first),
          end: timeAt(last),
        },
      ];
    });
  });
}

/** When an establishment is closed during two days that follow each other, because a night covers two days. */
function closedSpans(first: DayHours | undefined, second: DayHours | undefined): [from: number, to: number][] {
  const open = [first, second].flatMap((hours, index): [number, number][] =>
    hours ? [[minutesOf(hours.start) + index * DAY_MINUTES, minutesOf(hours.end) + index * DAY_MINUTES]] : [],
  );
  const starts = [0, ...open.map(([, closes]) => closes)];
  const ends = [...open.map(([opens]) => opens), 2 * DAY_MINUTES];
  return starts.map((from, index) => [from, ends[index]!]);
}

/**
 * The hours that a child is given on its half-days, within opening hours. They are the hours asked for, or the whole
 * half-day where none were asked for. Presence in the other half-day that is too short to count as one is given along
 * with them.
 */
export function hoursWithin(slots: SlotMask, asked: WeekSchedule, openings: OpeningWeek): WeekSchedule {
  const boundary = minutesOf(HALF_DAY_BOUNDARY);
  // A half-day that was promised before its weekday was closed is still given.
  const usual = spanOfWeek(openings) ?? { start: '00:00', end: HALF_DAY_BOUNDARY };
  const given = WEEKDAYS.flatMap((weekday, index): [Weekday, DayHours][] => {
    const [morning, afternoon] = [(slots & slotBit(`${weekday}-am`)) !== 0, (slots & slotBit(`${weekday}-pm`)) !== 0];
    if (!morning && !afternoon) return [];
    const opening = openings[weekday] ?? usual;
    const [opens, closes] = [minutesOf(opening.start), minutesOf(opening.end)];
    const [own, before] = [asked[weekday], asked[WEEKDAYS[(index + WEEKDAYS.length - 1) % WEEKDAYS.length]!]];
    const spans = [
      ...(own ? [minutesSpan(own)] : []),
      ...(before && endsNextMorning(before) ? [[0, minutesOf(before.end)]] : []),
    ];
    const within = spans
      .map(([start, end]) => [Math.max(start!, opens), Math.min(end!, closes)] as const)
      .filter(([start, end]) => start < end);
    const [start, end] =
      within.length === 0
        ? [opens, closes]
        : [Math.min(...within.map(([first]) => first)), Math.max(...within.map(([, last]) => last))];
    const first = morning || boundary - start <= HALF_DAY_THRESHOLD_MINUTES ? start : boundary;
    const last = afternoon || end - boundary <= HALF_DAY_THRESHOLD_MINUTES ? end : boundary;
    // The hours asked for may lie in the other half-day only. The child is then given the whole of a half-day that the
    // family did not name.
    return [
      [
        weekday,
        first < last
          ? { start: timeAt(first), end: timeAt(last) }
          : { start: morning ? opening.start : HALF_DAY_BOUNDARY, end: afternoon ? opening.end : HALF_DAY_BOUNDARY },
      ],
    ];
  });
  return Object.fromEntries(given);
}

/**
 * The hours of a schedule that remain to be found once some half-days are held. A day of which both half-days are held
 * is absent. A night belongs to the afternoon in which it begins: it remains whole, or is absent when that afternoon
 * is held.
 */
export function weekBeside(schedule: WeekSchedule, held: SlotMask): WeekSchedule {
  const left = WEEKDAYS.flatMap((weekday): [Weekday, DayHours][] => {
    const hours = schedule[weekday];
    const [morning, afternoon] = [(held & slotBit(`${weekday}-am`)) !== 0, (held & slotBit(`${weekday}-pm`)) !== 0];
    if (!hours || (morning && afternoon)) return [];
    if (endsNextMorning(hours)) return afternoon ? [] : [[weekday, hours]];
    const rest = {
      start: morning && hours.start < HALF_DAY_BOUNDARY ? HALF_DAY_BOUNDARY : hours.start,
      end: afternoon && hours.end > HALF_DAY_BOUNDARY ? HALF_DAY_BOUNDARY : hours.end,
    };
    return rest.start < rest.end ? [[weekday, rest]] : [];
  });
  return Object.fromEntries(left);
}

/** Hours asked for in one week. */
export const weeklyHours = (schedule: WeekSchedule): number =>
  Object.values(schedule)
    .map(minutesSpan)
    .reduce((sum, [start, end]) => sum + (end - start) / 60, 0);
