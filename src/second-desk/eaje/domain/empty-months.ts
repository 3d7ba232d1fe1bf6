import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import { addDays, daysBetween, isoWeekday, mondayOf, type Day } from '../../../foundation/kernel/time.js';
import { countSlots, maskToSlots, SLOTS, slotBit, type SlotMask } from '../../../foundation/kernel/week-schedule.js';

/** A child who begins in a section on a day: placed, offered a place, or expected from another section. */
export interface Arrival {
  readonly sectionId: string;
  readonly slots: SlotMask;
  readonly from: Day;
}

/** Seats that stay free until the children for whom they wait arrive. Days are included. */
export interface EmptyMonths {
  readonly sectionId: string;
  /** The half-days on which they are free during the whole time. */
  readonly slots: SlotMask;
  readonly from: Day;
  readonly to: Day;
  readonly seats: number;
}

/** A seat that is free for less than four weeks is not worth another child's settling in. */
export const LEAST_DAYS = 28;

/** The free seats of a section on each half-day (`day/half`) on which it receives children. */
interface FreeSection {
  readonly id: string;
  readonly free: ReadonlyMap<string, number>;
}

/** How far back a seat is free on one half-day of the week, from the day before its child arrives. */
interface Run {
  readonly slots: SlotMask;
  readonly from: Day;
}

/**
 * The seats that wait for a child during four weeks or more, the soonest first. Each arrival takes a seat of its own:
 * five children who come in September do not all wait for the same one.
 * @param today no seat is counted before
 */
export function findEmptyMonths(
  sections: readonly FreeSection[],
  arrivals: readonly Arrival[],
  today: Day,
): EmptyMonths[] {
  const found = sections.flatMap(({ id, free }) => {
    const left = new Map(free);
    return arrivals
      .filter(({ sectionId, from }) => sectionId === id && from > today)
      .sort((a, b) => a.from.localeCompare(b.from))
      .flatMap((arrival) => {
        const gap = waitBefore(arrival, left, today);
        if (gap) takeSeat(left, gap);
        return gap ? [gap] : [];
      });
  });
  const alike = groupedBy(found, ({ sectionId, slots, from, to }) => [sectionId, slots, from, to].join(' '));
  return [...alike.values()]
    .map((group) => ({ ...group[0]!, seats: group.length }))
    .sort((a, b) => a.from.localeCompare(b.from) || a.to.localeCompare(b.to));
}

function waitBefore(arrival: Arrival, free: ReadonlyMap<string, number>, today: Day): EmptyMonths | null {
  const to = addDays(arrival.from, -1);
  const runs = maskToSlots(arrival.slots).flatMap((slot): Run[] => {
    const from = freeSince(SLOTS.indexOf(slot), to, free, today);
    return from === null ? [] : [{ slots: slotBit(slot), from }];
  });
  // A few half-days for long, or more of them for a shorter time: whichever is the most half-days.
  const weeks = [...new Set(runs.map(({ from }) => mondayOf(from)))].sort();
  const gaps = weeks.map((week) => {
    const chosen = runs.filter(({ from }) => mondayOf(from) <= week);
    const begins = chosen.map(({ from }) => from).filter((day) => day >= week);
    return { slots: chosen.reduce((mask, one) => mask | one.slots, 0), from: begins.sort()[0]! };
  });
  const lasting = gaps.filter(({ from }) => addDays(from, LEAST_DAYS - 1) <= to);
  const size = ({ slots, from }: Run): number => countSlots(slots) * (daysBetween(from, to) + 1);
  const best = lasting.reduce<Run | null>((most, one) => (most && size(most) >= size(one) ? most : one), null);
  return best && { sectionId: arrival.sectionId, ...best, to, seats: 1 };
}

/** The first day of the weeks in a row up to `to` on which a half-day has a free seat; days off break nothing. */
function freeSince(index: number, to: Day, free: ReadonlyMap<string, number>, today: Day): Day | null {
  const weekday = Math.floor(index / 2) + 1;
  const last = addDays(to, -((isoWeekday(to) - weekday + 7) % 7));
  let since: Day | null = null;
  for (let day = last; day >= today; day = addDays(day, -7)) {
    const seats = free.get(`${day}/${index % 2}`);
    if (seats === undefined) continue;
    if (seats < 1) break;
    since = day;
  }
  return since;
}

function takeSeat(free: Map<string, number>, { slots, from, to }: EmptyMonths): void {
  for (let day = from; day <= to; day = addDays(day, 1))
    for (const half of [0, 1]) {
      const key = `${day}/${half}`;
      const bit = slotBit(SLOTS[(isoWeekday(day) - 1) * 2 + half]!);
      if ((slots & bit) !== 0 && free.has(key)) free.set(key, free.get(key)! - 1);
    }
}
