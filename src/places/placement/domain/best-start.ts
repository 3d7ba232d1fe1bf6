import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import {
  countSlots,
  firstDayOf,
  slotsToMask,
  type Slot,
  type SlotMask,
} from '../../../foundation/kernel/week-schedule.js';
import { endOfYear, type FreeSeats } from './free-seats.js';
import { fitOf, type AskedWeek, type FitKind } from './week-fit.js';

/** The days on which a family would start, none of them past, and the week that it asks for. */
export interface Starting {
  /** The day on which care is to begin; today where that is past. */
  readonly entry: Day;
  /** The first and the last day on which the family would start; the entry for one that has said neither. */
  readonly from: Day;
  readonly until: Day;
  readonly asked: AskedWeek;
}

/** How much of a week has a place, and from which day. */
export interface StartFit {
  readonly fit: FitKind;
  /** Half-days that could be given, of those asked for. */
  readonly halfDays: number;
  /** The first day, where it is another one than the child's own; null on its own day. */
  readonly from: Day | null;
}

/** The sections of an establishment, as one child meets them. */
export interface SectionsMet {
  /** The days on which the sections of the child's age may be others. */
  readonly agesFrom: readonly Day[];
  sectionsOn(day: Day): readonly Id[];
  /** The last day of a stay that begins on a day. */
  lastDayIn(section: Id, from: Day): Day;
}

/**
 * The section and the day that give a child the most half-days, until the end of its stay or of the school year; its
 * own day first among equals, then the soonest. Null where no section receives it.
 * @param seats by section; one that is absent is not looked at
 */
export function bestStart(
  { entry, from, until, asked }: Starting,
  { agesFrom, sectionsOn, lastDayIn }: SectionsMet,
  seats: ReadonlyMap<Id, FreeSeats>,
): StartFit | null {
  const ages = [entry, from, ...agesFrom.filter((day) => from < day && day <= until)];
  const read = (day: Day): Id[] => sectionsOn(day).filter((section) => seats.has(section));
  const freed = from === until ? [] : ages.flatMap(read).flatMap((section) => seats.get(section)!.risesIn(from, until));
  const days = [...new Set([entry, ...[...ages, ...freed].sort()])];
  const fits = days.flatMap((day) =>
    read(day).flatMap((section): StartFit[] => {
      const [last, year] = [lastDayIn(section, day), endOfYear(day)];
      const free = seats.get(section)!.fewestIn(day, last < year ? last : year);
      const fit = weekFit(asked, free);
      if (day === entry) return [{ ...fit, from: null }];
      // The child comes on the first day that it is given, which has to be one on which its family would start.
      const given = asked.slots & openIn(free);
      const first = given === 0 ? day : firstDayOf(given, day);
      return first > until ? [] : [{ ...fit, from: first }];
    }),
  );
  return fits.sort((a, b) => b.halfDays - a.halfDays)[0] ?? null;
}

const openIn = (free: ReadonlyMap<Slot, number>): SlotMask =>
  slotsToMask([...free].flatMap(([slot, seats]) => (seats > 0 ? [slot] : [])));

/** How much of a week some free places give. */
export function weekFit(asked: AskedWeek, free: ReadonlyMap<Slot, number>): Omit<StartFit, 'from'> {
  const { kind, full, days } = fitOf(asked, free);
  return { fit: kind, halfDays: asked.slots === 0 ? 2 * days.length : countSlots(asked.slots & ~full) };
}
