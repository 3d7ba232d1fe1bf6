import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import { addMonths, type Day } from '../../../foundation/kernel/time.js';
import { slotBit, type Slot } from '../../../foundation/kernel/week-schedule.js';
import { adultsNeeded, adultsOn, type ChildrenThere, type StaffRule, type StaffWeek } from './staff-rule.js';
import { lastDayOf, slotOfKey, type Claim, type Stay, type YearFacts } from './what-if.js';

/** Children who come on the same half-days and are counted alike. */
export interface Attendance {
  readonly count: number;
  /** The parts of their place. */
  readonly parts: readonly Pick<Claim, 'slots' | 'from' | 'to'>[];
  /** The first day on which they count as walking; null: they never do. */
  readonly walkFrom: Day | null;
}

/** Each child of some stays, once however many parts its place has. */
export function attendancesOf(stays: readonly Stay[], walkingMonths: number): Attendance[] {
  return [...groupedBy(stays, ({ place }) => place).values()].map((parts) => {
    const birth = parts[0]!.birth;
    return {
      count: 1,
      parts: parts.map((stay) => ({ slots: stay.slots, from: stay.from, to: lastDayOf(stay) })),
      walkFrom: birth === null ? null : addMonths(birth, walkingMonths),
    };
  });
}

/** The adults of one half-day against its children. */
export interface StaffHalfDay {
  /** `day/half` (half 0: morning). */
  readonly key: string;
  readonly slot: Slot;
  readonly children: ChildrenThere;
  readonly needed: number;
  /** Null where nothing was entered. */
  readonly present: number | null;
}

/** @param open the half-days on which the establishment receives children, as `day/half`, in order */
export function staffHalfDays(
  { rule, weeks }: { readonly rule: StaffRule; readonly weeks: readonly StaffWeek[] },
  open: readonly string[],
  attendances: readonly Attendance[],
): StaffHalfDay[] {
  return open.map((key) => {
    const [day, slot] = [key.slice(0, 10), slotOfKey(key)];
    const bit = slotBit(slot);
    let [notWalking, walking] = [0, 0];
    for (const { count, parts, walkFrom } of attendances) {
      if (!parts.some(({ slots, from, to }) => from <= day && day <= to && (slots & bit) !== 0)) continue;
      if (walkFrom !== null && walkFrom <= day) walking += count;
      else notWalking += count;
    }
    const children = { notWalking, walking };
    return { key, slot, children, needed: adultsNeeded(rule, children), present: adultsOn(weeks, day, slot) };
  });
}

/** How many adults lack on a half-day; 0 where enough are there, or where nothing was entered. */
export const lackOf = ({ needed, present }: Pick<StaffHalfDay, 'needed' | 'present'>): number =>
  present === null ? 0 : Math.max(0, needed - present);

/** The same lack on the same half-day of weeks in a row. */
export interface StaffShortage {
  readonly slot: Slot;
  readonly from: Day;
  readonly to: Day;
  readonly needed: number;
  readonly present: number;
}

/** Where adults lack, soonest first. @param halfDays in order */
export function findShortages(halfDays: readonly StaffHalfDay[]): StaffShortage[] {
  const bySlot = groupedBy(halfDays, ({ slot }) => slot);
  const shortages = [...bySlot].flatMap(([slot, days]) => {
    const runs: StaffShortage[] = [];
    let running = false;
    for (const one of days) {
      const { key, needed, present } = one;
      const day = key.slice(0, 10);
      const last = runs.at(-1);
      const lacks = present !== null && lackOf(one) > 0;
      if (lacks && running && last?.needed === needed && last.present === present)
        runs[runs.length - 1] = { ...last, to: day };
      else if (lacks) runs.push({ slot, from: day, to: day, needed, present });
      running = lacks;
    }
    return runs;
  });
  return shortages.sort((a, b) => a.from.localeCompare(b.from));
}

/** What an establishment needs and has. Without a rule nothing is counted. */
export interface Staffing {
  readonly rule: StaffRule | null;
  /** Whether the adults of any week were entered. */
  readonly isEntered: boolean;
  readonly halfDays: readonly StaffHalfDay[];
}

export function staffingOf(
  { rule, weeks }: { readonly rule: StaffRule | null; readonly weeks: readonly StaffWeek[] },
  open: readonly string[],
  attendances: readonly Attendance[],
): Staffing {
  return {
    rule,
    isEntered: weeks.length > 0,
    halfDays: rule === null ? [] : staffHalfDays({ rule, weeks }, open, attendances),
  };
}

/** The half-days, in order, on which one section at least receives children. @param seats the half-days with places */
export function openHalfDays(
  seats: Iterable<readonly [sectionId: string, halfDays: Iterable<string>]>,
  isOff: YearFacts['isOff'],
): string[] {
  const open = new Set<string>();
  for (const [sectionId, halfDays] of seats)
    for (const key of halfDays) if (!open.has(key) && !isOff(sectionId, key.slice(0, 10))) open.add(key);
  return [...open].sort();
}
