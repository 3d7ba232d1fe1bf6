import { obtained } from '../../../foundation/kernel/obtained.js';
import { addDays, daysBetween, isoWeekday, type Day } from '../../../foundation/kernel/time.js';
import { slotBit, SLOTS, type Slot, type SlotMask } from '../../../foundation/kernel/week-schedule.js';

/** Both days included. */
export interface Span {
  readonly from: Day;
  readonly to: Day;
}

/** The free places of a section on each half-day during one span. A half-day on which it never opens is absent. */
export interface SectionPlaces {
  readonly at: string;
  readonly section: string;
  /** In the order of the spans. */
  readonly free: readonly ReadonlyMap<Slot, number>[];
}

/**
 * The spans of days between which nobody enters or leaves. Within one span a child holds its half-days for the whole
 * span or not at all, so places are counted once per span. The first span begins on the session's own day of entry.
 * @param stays the stays of the children, from their entry to their last day
 */
export function spansOf(stays: readonly Span[], entryFrom: Day): Span[] {
  // Tens of thousands of places may suit somebody, but they end on few different days.
  const ends = new Set(stays.map(({ to }) => to));
  const starts = [...new Set([entryFrom, ...stays.map(({ from }) => from), ...[...ends].map((to) => addDays(to, 1))])]
    .filter((day) => day >= entryFrom)
    .sort();
  const last = stays.reduce((day, { to }) => (to > day ? to : day), entryFrom);
  return starts
    .filter((start) => start <= last)
    .map((from, index) => ({ from, to: addDays(starts[index + 1] ?? addDays(last, 1), -1) }));
}

/** The half-days that occur in a span. A short span may contain no Monday, and then nobody can hold a Monday of it. */
export function slotsWithin({ from, to }: Span): Slot[] {
  if (daysBetween(from, to) >= 6) return [...SLOTS];
  const last = isoWeekday(from) + daysBetween(from, to);
  const within = (weekday: number): boolean =>
    [weekday, weekday + 7].some((day) => isoWeekday(from) <= day && day <= last);
  return SLOTS.filter((_, index) => within(Math.floor(index / 2) + 1));
}

/**
 * The spans that can make a difference. Between two days on which somebody leaves, children only arrive. A span with
 * at least as many free places as a later one before the next departure can be full only if that later one is full
 * too, so it need not be counted. A session thus counts a few spans, and not one per day of entry.
 * @param given days on which places begin that are no child's own day: the spans around them are counted, so that the
 * half-days of such a place tell its first day
 * @returns the positions of these spans
 */
export function bindingSpans(
  spans: readonly Span[],
  stays: readonly Span[],
  places: readonly SectionPlaces[],
  given: ReadonlySet<Day> = new Set(),
): number[] {
  const departures = new Set(stays.map(({ to }) => to));
  const binding: number[] = [];
  let fewest = new Map<string, number>();
  for (let index = spans.length - 1; index >= 0; index -= 1) {
    const span = spans[index]!;
    if (departures.has(span.to)) fewest = new Map();
    const seen = slotsWithin(span).flatMap((slot) =>
      places.map(({ at, section, free }): [string, number] => [
        `${at} ${section} ${slot}`,
        free[index]!.get(slot) ?? 0,
      ]),
    );
    const tighter = seen.filter(([key, free]) => free < (fewest.get(key) ?? Number.POSITIVE_INFINITY));
    if (tighter.length === 0 && !given.has(span.from) && !given.has(addDays(span.to, 1))) continue;
    for (const [key, free] of tighter) fewest.set(key, free);
    binding.unshift(index);
  }
  return binding;
}

/**
 * The name of a half-day during a span, for the portable instance. Each child lists all spans of its stay. The
 * format's own periods (`2027-09/mon-am`) cannot be used, because they are held to the end, and some children leave
 * earlier.
 */
export const spanSlot = (span: Span, slot: Slot): string => `${slot}@${span.from}`;
/** The first day of the span of a half-day's name. */
export const spanStart = (name: string): Day => name.slice(name.indexOf('@') + 1);
export const slotOfName = (name: string): Slot => name.slice(0, name.indexOf('@')) as Slot;

/** The name that a half-day has in an instance during the span that begins on a day; null where it does not occur in it. */
export const slotName = (names: readonly string[], slot: Slot, start: Day): string | null =>
  names.find((name) => slotOfName(name) === slot && spanStart(name) === start) ?? null;

/** By the list of names: a few hundred weeks are those of thousands of children, read again at each decision. */
const masks = new WeakMap<readonly string[], SlotMask>();

/** The half-days of a week that the names of an instance contain. */
export const maskOfNames = (names: readonly string[]): SlotMask =>
  obtained(masks, names, () => names.reduce((mask, name) => mask | slotBit(slotOfName(name)), 0));

/** The spans of a stay, from the entry to the last day. */
export const spansCovered = (spans: readonly Span[], stay: Span): Span[] =>
  spans.filter(({ from }) => stay.from <= from && from <= stay.to);

export const namesOf = (slots: SlotMask, spans: readonly Span[], stay: Span): string[] =>
  spansCovered(spans, stay).flatMap((span) =>
    slotsWithin(span)
      .filter((slot) => (slots & slotBit(slot)) !== 0)
      .map((slot) => spanSlot(span, slot)),
  );
