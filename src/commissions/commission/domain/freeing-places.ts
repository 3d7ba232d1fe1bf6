import type { Waits } from '../../../dossier/dossier/domain/index.js';
import { addDays, daysBetween, type Day } from '../../../foundation/kernel/time.js';
import { firstDayOf, slotBit, type Slot, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import { dayOfSlot, type FreeWeeks } from './first-days.js';

/** Half-days of a section that are full today and come free together on a later day. Days are included. */
export interface FreeingPlace {
  /** The first day of care once all of them are free. */
  readonly from: Day;
  /** The last day before one of them is taken again; null where none is, as far as is known. */
  readonly until: Day | null;
  readonly slots: SlotMask;
  /** How many places are free on each of them at least. */
  readonly seats: number;
}

/** A place that is free for less than four weeks is not worth another child's settling in. */
const LEAST_DAYS = 28;
const WEEK = 7;

/** From when to when a half-day has a free place after it had none. */
interface Run {
  readonly slot: Slot;
  readonly from: Day;
  /** The first day on which it has none again; null where it has one as far as is known. */
  readonly end: Day | null;
  readonly seats: number;
}

/** What comes free in a section, soonest first. What does so within seven days is one place, as in `laterDays`. */
export function freeingPlaces(free: FreeWeeks): FreeingPlace[] {
  const together: Run[][] = [];
  for (const run of runsOf(free)) {
    const last = together.at(-1);
    if (last && run.from < addDays(last[0]!.from, WEEK)) last.push(run);
    else together.push([run]);
  }
  return together.map((runs) => {
    const slots = runs.reduce<SlotMask>((mask, { slot }) => mask | slotBit(slot), 0);
    const end = runs.flatMap((run) => run.end ?? []).sort()[0];
    return {
      from: firstDayOf(slots, addDays(runs.at(-1)!.from, 1 - WEEK)),
      until: end === undefined ? null : addDays(end, -1),
      slots,
      seats: Math.min(...runs.map(({ seats }) => seats)),
    };
  });
}

function runsOf({ start, weeks }: FreeWeeks): Run[] {
  const open = new Map<Slot, Run>();
  const full = new Set<Slot>();
  const runs: Run[] = [];
  for (const [week, counts] of weeks.entries())
    for (const [slot, count] of counts) {
      const day = dayOfSlot(start, week, slot);
      const run = open.get(slot);
      if (count < 1) {
        full.add(slot);
        if (run) runs.push({ ...run, end: day });
        open.delete(slot);
      } else if (run) open.set(slot, { ...run, seats: Math.min(run.seats, count) });
      // What is free in the first week comes free for nobody.
      else if (full.has(slot) || (week > 0 && !weeks[0]!.has(slot)))
        open.set(slot, { slot, from: day, end: null, seats: count });
    }
  return [...runs, ...open.values()]
    .filter(({ from, end }) => end === null || daysBetween(from, end) >= LEAST_DAYS)
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

/** What a family would have to agree to. `nothing`: it comes on its own day, or on another on which it said it could. */
export type Agreement = 'nothing' | 'later' | 'sooner';

export interface Coming {
  readonly day: Day;
  readonly needs: Agreement;
}

/** A child who looks for a place, as far as its days go. */
export interface LookingChild {
  /** The half-days of its week in the section. */
  readonly slots: SlotMask;
  /** The day on which it would enter otherwise. */
  readonly entry: Day;
  readonly waits: Waits | undefined;
  /** Whether the section takes its age on a day. */
  readonly receives: (day: Day) => boolean;
}

/**
 * On which day a child would come for a place that frees later, and what its family would have to agree to. Null when
 * the place is of no use to it. A child is asked to come sooner only in a section that it has outgrown by its own day.
 */
export function comingFor(
  place: Pick<FreeingPlace, 'from' | 'until' | 'slots'>,
  { slots, entry, waits, receives }: LookingChild,
): Coming | null {
  if ((slots & place.slots) === 0) return null;
  const first = firstDayOf(slots, place.from);
  const day = first < entry && receives(entry) ? entry : first;
  if (!receives(day) || (place.until !== null && day > place.until)) return null;
  const said = day === entry || (waits !== undefined && waits.from <= day && day <= waits.until);
  return { day, needs: said ? 'nothing' : day > entry ? 'later' : 'sooner' };
}
