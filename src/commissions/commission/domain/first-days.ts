import { obtained } from '../../../foundation/kernel/obtained.js';
import type { Waits, WaitsFirst } from '../../../dossier/dossier/domain/index.js';
import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { addDays, isoWeekday, type Day } from '../../../foundation/kernel/time.js';
import { firstDayOf, slotBit, SLOTS, type Slot, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import type { Instance, Place } from '../../matching/index.js';
import { slotOfName, spanStart } from './periods.js';

/** A day on which a family would come to a section, because it was asked about one place and said yes (0177). */
export interface AgreedDay {
  readonly sectionId: string;
  readonly day: Day;
}

/** The free places of a section in each week from a day on. A half-day on which it is closed that week is absent. */
export interface FreeWeeks {
  readonly start: Day;
  readonly weeks: readonly ReadonlyMap<Slot, number>[];
}

const WEEK = 7;

/** As `isoWeekday` counts: 1 is Monday. */
const weekdayOf = (slot: Slot): number => Math.floor(SLOTS.indexOf(slot) / 2) + 1;

/** The day of a half-day in one of the weeks that begin on a day. */
export const dayOfSlot = (start: Day, week: number, slot: Slot): Day =>
  addDays(start, week * WEEK + ((weekdayOf(slot) - isoWeekday(start) + WEEK) % WEEK));

/** A half-day of a section that has more free places from a day on than in the weeks before. */
interface Rise {
  readonly day: Day;
  readonly slot: Slot;
}

const risen = new WeakMap<FreeWeeks, readonly Rise[]>();

/** Soonest first. */
function risesIn(free: FreeWeeks): readonly Rise[] {
  return obtained(risen, free, () => {
    const rises: Rise[] = [];
    const known = new Map<Slot, number>();
    for (const [week, counts] of free.weeks.entries())
      for (const [slot, count] of counts) {
        if (week > 0 && count > (known.get(slot) ?? 0)) rises.push({ day: dayOfSlot(free.start, week, slot), slot });
        known.set(slot, count);
      }
    return rises.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  });
}

const changes = new WeakMap<FreeWeeks, Map<SlotMask, readonly Day[]>>();

/**
 * The days on which something of a week comes free in a section. The Mondays and the Thursdays of a child that leaves
 * come free on different days: what does so within seven days is one change. Its day is the first on which the child
 * would come once all of it is free.
 */
function changesOf(free: FreeWeeks, week: SlotMask): readonly Day[] {
  const known = obtained(changes, free, () => new Map<SlotMask, readonly Day[]>());
  return obtained(known, week, () => {
    const together: { first: Day; last: Day }[] = [];
    for (const { day, slot } of risesIn(free)) {
      if ((week & slotBit(slot)) === 0) continue;
      const change = together.at(-1);
      if (change && day < addDays(change.first, WEEK)) change.last = day;
      else together.push({ first: day, last: day });
    }
    // The day after the last one on which some of it was still taken, a week before it is free.
    return together.map(({ last }) => firstDayOf(week, addDays(last, 1 - WEEK)));
  });
}

const masks = new WeakMap<FreeWeeks, Map<Day, SlotMask>>();

/** The half-days that have a free place in each week from a day on, as far as the weeks are known. */
export function freeFrom(free: FreeWeeks, day: Day): SlotMask {
  const known = obtained(masks, free, () => new Map<Day, SlotMask>());
  return obtained(known, day, () => {
    let open: SlotMask = 0;
    let full: SlotMask = 0;
    for (const [week, counts] of free.weeks.entries())
      for (const [slot, count] of counts) {
        if (dayOfSlot(free.start, week, slot) < day) continue;
        if (count < 1) full |= slotBit(slot);
        else open |= slotBit(slot);
      }
    return open & ~full;
  });
}

export interface Sought {
  /** The half-days of the child's week in the section. */
  readonly slots: SlotMask;
  /** The day on which the child would enter otherwise. */
  readonly after: Day;
  /** The last day on which it would still take a place. */
  readonly until: Day;
  /** The day from which the section receives its age, where that comes after `after`. */
  readonly receivedFrom: Day | null;
  /** Whether children of the session hold places there, which may come free whatever is free today. */
  readonly mayMove: boolean;
}

/** The days after its own on which a child could newly enter a section, soonest first: one for each change. */
export function laterDays(free: FreeWeeks, { slots, after, until, receivedFrom, mayMove }: Sought): Day[] {
  const freed = changesOf(free, slots);
  const days = receivedFrom === null ? freed : [receivedFrom, ...freed.filter((day) => day > receivedFrom)];
  return days.filter((day) => after < day && day <= until && (mayMove || (freeFrom(free, day) & slots) === slots));
}

/** Another day than the wanted one, on which a place would begin. */
interface OnSomeDay {
  readonly stay: { readonly from: Day };
}

/**
 * Places in the order of a family. A place on the wanted day comes before the same place on another one, whatever it
 * prefers; a sooner day before a later one.
 * @param byWeek places by the week that is given, best first, and in each of them by wish. All days of a wish are there
 */
export function inOrderOfDays<Place extends OnSomeDay>(
  byWeek: readonly (readonly (readonly Place[])[])[],
  wanted: Day,
  first: WaitsFirst,
): Place[] {
  const turnOf = ({ stay }: Place): string => (stay.from === wanted ? '' : stay.from);
  const byDay = (places: readonly Place[]): Place[] =>
    places
      .map((place, index) => ({ place, index }))
      .sort((a, b) =>
        turnOf(a.place) < turnOf(b.place) ? -1 : turnOf(a.place) > turnOf(b.place) ? 1 : a.index - b.index,
      )
      .map(({ place }) => place);
  return first === 'date' ? byDay(byWeek.flat(2)) : byWeek.flatMap((wishes) => wishes.flatMap(byDay));
}

/** The first day of the first period in which these half-days are held; null when there are none. */
export const firstStart = (names: readonly string[]): Day | null =>
  names.reduce<Day | null>((first, name) => {
    const start = spanStart(name);
    return first === null || start < first ? start : first;
  }, null);

/**
 * The day on which a place begins, where it is another one than the child's own; null on its own day. A period of the
 * instance begins on each such day, so that the half-days of a place tell it.
 */
export function givenDayOf({ slots, children }: Instance, child: string, place: Place): Day | null {
  const { slots: own, current } = children[child]!;
  const [start, asked] = [firstStart(place.slots), firstStart(own)];
  if (current || start === null || asked === null || start === asked) return null;
  // On its own day a child may hold no half-day of a first period that is shorter than a week.
  const held = new Set(place.slots.map(slotOfName));
  const expected = firstStart(slots.filter((name) => spanStart(name) >= asked && held.has(slotOfName(name))));
  return start === expected ? null : start;
}

/**
 * A place that begins on another day, for a child that would take one of these in the section. It holds the period in
 * which that day is, since nobody has looked at its days one by one.
 * @param whole the half-days of the child there, from its own day or from another one
 */
export function placeFrom({ slots }: Instance, whole: Place, day: Day): Place {
  const held = new Set(whole.slots.map(slotOfName));
  const last = whole.slots.map(spanStart).sort().at(-1)!;
  const starts = [...new Set(slots.map(spanStart))].sort();
  const first = starts.findLast((start) => start <= day) ?? starts[0]!;
  return {
    ...whole,
    slots: slots
      .filter((name) => first <= spanStart(name) && spanStart(name) <= last && held.has(slotOfName(name)))
      .sort(),
  };
}

/**
 * Whether members may give a child this day. Null for its own day, which they always may.
 * @param entry the child's own day
 * @param entryFrom the first day of the session
 */
export function judgeGivenDay(day: Day | null, waits: Waits | undefined, entry: Day, entryFrom: Day): Refusal | null {
  if (day === null || day === entry) return null;
  if (!waits) return refuse('decision.ownDayOnly', { day: entry });
  const from = waits.from > entryFrom ? waits.from : entryFrom;
  const until = waits.until > entry ? waits.until : entry;
  return day < from || until < day ? refuse('decision.dayOutside', { from: from < entry ? from : entry, until }) : null;
}
