import { addDays, daysBetween, isoWeekday, type Day } from '../../kernel/time.js';
import { slotBit, SLOTS, type Slot, type SlotMask } from '../../kernel/week-schedule.js';

/** Both days included. */
export interface Span {
  readonly from: Day;
  readonly to: Day;
}

/** Free places of a section on each half-day over one span; a half-day it never opens is absent. */
export interface SectionPlaces {
  readonly at: string;
  readonly section: string;
  /** In the order of the spans. */
  readonly free: readonly ReadonlyMap<Slot, number>[];
}

/**
 * The days between which nobody enters or leaves: within one span a child holds its half-days all along or not at all,
 * so places are counted once per span. The first begins at the session's own entry date.
 * @param stays of the children, from their entry to their last day
 */
export function spansOf(stays: readonly Span[], entryFrom: Day): Span[] {
  // Of the tens of thousands of places that may suit somebody, few end on a day of their own.
  const ends = new Set(stays.map(({ to }) => to));
  const starts = [...new Set([entryFrom, ...stays.map(({ from }) => from), ...[...ends].map((to) => addDays(to, 1))])]
    .filter((day) => day >= entryFrom)
    .sort();
  const last = stays.reduce((day, { to }) => (to > day ? to : day), entryFrom);
  return starts
    .filter((start) => start <= last)
    .map((from, index) => ({ from, to: addDays(starts[index + 1] ?? addDays(last, 1), -1) }));
}

/** The half-days that have a date in a span: a short one may have no Monday, and then nobody holds a Monday of it. */
export function slotsWithin({ from, to }: Span): Slot[] {
  if (daysBetween(from, to) >= 6) return [...SLOTS];
  const last = isoWeekday(from) + daysBetween(from, to);
  const within = (weekday: number): boolean =>
    [weekday, weekday + 7].some((one) => isoWeekday(from) <= one && one <= last);
  return SLOTS.filter((_, index) => within(Math.floor(index / 2) + 1));
}

/**
 * The spans that can refuse anybody. Between two days on which somebody leaves, children only come: a span with no
 * fewer free places than a later one before the next departure is full only when that one is, and needs no count of its
 * own. So a session counts a few spans, not one per entry date.
 * @returns their positions
 */
export function bindingSpans(
  spans: readonly Span[],
  stays: readonly Span[],
  places: readonly SectionPlaces[],
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
    if (tighter.length === 0) continue;
    for (const [key, free] of tighter) fewest.set(key, free);
    binding.unshift(index);
  }
  return binding;
}

/**
 * The name of a half-day over a span, as the portable instance has it. Each child lists all the spans it stays for: the
 * format's own periods (`2027-09/mon-am`) are held to the end, and some children leave before the last of them.
 */
export const spanSlot = (span: Span, slot: Slot): string => `${slot}@${span.from}`;
export const slotOfName = (name: string): Slot => name.slice(0, name.indexOf('@')) as Slot;

/** The half-days of a week that names of an instance stand for. */
export const maskOfNames = (names: readonly string[]): SlotMask =>
  names.reduce((mask, name) => mask | slotBit(slotOfName(name)), 0);

/** The spans that somebody is there for, from its entry to its last day. */
export const spansCovered = (spans: readonly Span[], stay: Span): Span[] =>
  spans.filter(({ from }) => stay.from <= from && from <= stay.to);

export const namesOf = (slots: SlotMask, spans: readonly Span[], stay: Span): string[] =>
  spansCovered(spans, stay).flatMap((span) =>
    slotsWithin(span)
      .filter((slot) => (slots & slotBit(slot)) !== 0)
      .map((slot) => spanSlot(span, slot)),
  );
