import { addDays, daysBetween, isoWeekday, type Day } from '../../kernel/time.js';
import { slotBit, SLOTS, type Slot, type SlotMask } from '../../kernel/week-schedule.js';

/** Where a case may go, best first: one line per wish and section that suits the child on its entry date. */
export interface ClaimTarget {
  readonly at: string;
  /** Code of the section; null when none suits the age. */
  readonly section: string | null;
  readonly slots: SlotMask;
}

export interface Claim {
  readonly id: string;
  readonly entry: Day;
  /** Last day held. */
  readonly end: Day;
  readonly targets: readonly ClaimTarget[];
}

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
 * The days between which nobody enters or leaves: within one span a child holds its half-days all along or not at all, so
 * places are counted once per span (`2027-03-01/mon-am`). The first span begins at the session's own entry date.
 */
export function spansOf(claims: readonly Pick<Claim, 'entry' | 'end'>[], entryFrom: Day): Span[] {
  const starts = [...new Set([entryFrom, ...claims.flatMap(({ entry, end }) => [entry, addDays(end, 1)])])].sort();
  const last = claims.reduce((day, { end }) => (end > day ? end : day), entryFrom);
  return starts
    .filter((start) => start <= last)
    .map((from, index) => ({ from, to: addDays(starts[index + 1] ?? addDays(last, 1), -1) }));
}

export const spanSlot = (span: Span, slot: Slot): string => `${span.from}/${slot}`;
export const slotOfName = (name: string): Slot => name.slice(name.indexOf('/') + 1) as Slot;

/** The half-days of a week that names of an instance stand for. */
export const maskOfNames = (names: readonly string[]): SlotMask => names.reduce((mask, name) => mask | slotBit(slotOfName(name)), 0);

export interface SessionInstance {
  readonly slots: string[];
  readonly establishments: Record<string, { capacity: Record<string, Record<string, number>>; order: string[] }>;
  readonly families: Record<string, { children: string[]; wishes: { at: string; section: string | null; slots: string[] }[][] }>;
}

/** The half-days that have a date in a span: a short one may have no Monday, and then nobody holds a Monday of it. */
function slotsWithin({ from, to }: Span): Slot[] {
  if (daysBetween(from, to) >= 6) return [...SLOTS];
  const last = isoWeekday(from) + daysBetween(from, to);
  const within = (weekday: number): boolean => [weekday, weekday + 7].some((one) => isoWeekday(from) <= one && one <= last);
  return SLOTS.filter((_, index) => within(Math.floor(index / 2) + 1));
}

const namesOf = (claim: Claim, slots: SlotMask, spans: readonly Span[]): string[] =>
  spans
    .filter((span) => claim.entry <= span.from && span.from <= claim.end)
    .flatMap((span) => slotsWithin(span).filter((slot) => (slots & slotBit(slot)) !== 0).map((slot) => spanSlot(span, slot)));

/** The half-days that a section opens at all. What is asked for outside them cannot be given, and is said beside the case. */
const openMask = (places: SectionPlaces | undefined): SlotMask =>
  (places?.free ?? []).reduce((mask, span) => [...span.keys()].reduce((inner, slot) => inner | slotBit(slot), mask), 0);

/** What the proposer judges. @param claims in rank order */
export function sessionInstance(claims: readonly Claim[], places: readonly SectionPlaces[], spans: readonly Span[]): SessionInstance {
  const order = claims.map((claim) => claim.id);
  const establishments: SessionInstance['establishments'] = {};
  for (const { at, section, free } of places) {
    const unit = (establishments[at] ??= { capacity: {}, order });
    unit.capacity[section] = Object.fromEntries(
      free.flatMap((slots, index) => [...slots].map(([slot, count]): [string, number] => [spanSlot(spans[index]!, slot), Math.max(0, count)])),
    );
  }
  const families: SessionInstance['families'] = {};
  for (const claim of claims) {
    const wishes = claim.targets.map(({ at, section, slots }) => {
      const open = slots & openMask(places.find((one) => one.at === at && one.section === section));
      return [{ at, section, slots: namesOf(claim, open || slots, spans) }];
    });
    families[claim.id] = { children: [claim.id], wishes };
  }
  return { slots: spans.flatMap((span) => slotsWithin(span).map((slot) => spanSlot(span, slot))), establishments, families };
}
