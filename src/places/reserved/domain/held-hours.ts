import { overlaps, type Period } from '../../../foundation/kernel/period.js';
import { addDays, isoWeekday, minutesOf, type Day } from '../../../foundation/kernel/time.js';
import {
  HALF_DAY_BOUNDARY,
  WEEKDAYS,
  type OpeningWeek,
  type SlotMask,
} from '../../../foundation/kernel/week-schedule.js';

/** Places reserved in a section, as the hours are counted from them. */
export interface ReservedRow extends Period {
  readonly sectionId: string;
  /** Equal for all reservations of one owner. */
  readonly owner: string;
  readonly slots: SlotMask;
  readonly places: number;
}

/** A place that a child holds as an owner's. */
export interface HeldRow extends Period {
  readonly sectionId: string;
  readonly slots: SlotMask;
  readonly reservedFor: string | null;
}

/** The hours of one owner in one month, in minutes. */
export interface OwnerMonth {
  /** `2027-09`. */
  readonly month: string;
  readonly owner: string;
  /** Places reserved × the time the section is open on each half-day. */
  readonly reserved: number;
  /** Of these, those that children of the owner hold. */
  readonly held: number;
}

interface CountedFrom {
  readonly days: { readonly from: Day; readonly to: Day };
  readonly reserved: readonly ReservedRow[];
  readonly held: readonly HeldRow[];
  readonly isOpen: (sectionId: string, day: Day) => boolean;
  readonly openingOn: (day: Day) => OpeningWeek;
}

/** How long an establishment is open in the morning and in the afternoon of a day, in minutes. */
export function halfDayMinutes(opening: OpeningWeek, day: Day): readonly [morning: number, afternoon: number] {
  const hours = opening[WEEKDAYS[isoWeekday(day) - 1]!];
  if (!hours) return [0, 0];
  const [start, end, noon] = [minutesOf(hours.start), minutesOf(hours.end), minutesOf(HALF_DAY_BOUNDARY)];
  return [Math.max(0, Math.min(end, noon) - start), Math.max(0, end - Math.max(start, noon))];
}

/**
 * The hours held by each owner in each month. A seat is held for the whole half-day, however long the child stays, so
 * that an hour is an hour of opening. Days on which the section is closed count for nothing. Never more is held than is
 * reserved: what an owner's children hold besides are seats of everybody.
 * @returns by month, then by owner; an owner without any reserved hour in a month is absent
 */
export function hoursByMonth({ days, reserved, held, isOpen, openingOn }: CountedFrom): OwnerMonth[] {
  const sums = new Map<string, { month: string; owner: string; reserved: number; held: number }>();
  const sections = [...new Set(reserved.map(({ sectionId }) => sectionId))];
  for (let day = days.from; day <= days.to; day = addDays(day, 1)) {
    const today = { from: day, to: day };
    const minutes = halfDayMinutes(openingOn(day), day);
    for (const sectionId of sections) {
      const rows = reserved.filter((row) => row.sectionId === sectionId && overlaps(row, today));
      if (rows.length === 0 || !isOpen(sectionId, day)) continue;
      const holding = held.filter((row) => row.sectionId === sectionId && overlaps(row, today));
      for (const half of [0, 1] as const) {
        const bit = 1 << ((isoWeekday(day) - 1) * 2 + half);
        for (const owner of new Set(rows.map((row) => row.owner))) {
          const places = sum(rows.filter((row) => row.owner === owner && (row.slots & bit) !== 0));
          if (places === 0) continue;
          const taken = holding.filter(({ reservedFor, slots }) => reservedFor === owner && (slots & bit) !== 0).length;
          const key = `${day.slice(0, 7)} ${owner}`;
          const so = sums.get(key) ?? { month: day.slice(0, 7), owner, reserved: 0, held: 0 };
          so.reserved += places * minutes[half];
          so.held += Math.min(places, taken) * minutes[half];
          sums.set(key, so);
        }
      }
    }
  }
  return [...sums.values()].sort((a, b) => (a.month + a.owner < b.month + b.owner ? -1 : 1));
}

const sum = (rows: readonly ReservedRow[]): number => rows.reduce((all, { places }) => all + places, 0);
