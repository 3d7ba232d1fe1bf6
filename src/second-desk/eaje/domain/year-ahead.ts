import { addDays, type Day } from '../../../foundation/kernel/time.js';
import { SLOTS, type Slot } from '../../../foundation/kernel/week-schedule.js';

/** A year of weeks, and the one that ends it. */
export const WEEKS_AHEAD = 53;

export interface WeekAhead {
  readonly monday: Day;
  /** The free seats of each half-day, in the order of SLOTS; null when the section is closed. */
  readonly free: readonly (number | null)[];
}

/** @param free the free seats of each half-day on which the section is open, by `day/half` (half 0: morning) */
export function weeksAhead(free: ReadonlyMap<string, number>, monday: Day): WeekAhead[] {
  return Array.from({ length: WEEKS_AHEAD }, (_, week) => {
    const days = Array.from({ length: 7 }, (_, day) => addDays(monday, week * 7 + day));
    return {
      monday: days[0]!,
      free: SLOTS.map((_, index) => free.get(`${days[Math.floor(index / 2)]!}/${index % 2}`) ?? null),
    };
  });
}

/** How many days of a week have to be shown: five, or as far as the last day on which a section ever opens. */
export function daysShown(sections: readonly (readonly WeekAhead[])[]): number {
  const last = Math.max(
    -1,
    ...sections.flat().map(({ free }) => free.reduce((far: number, one, index) => (one === null ? far : index), -1)),
  );
  return Math.max(5, Math.floor(last / 2) + 1);
}

export interface YearInShort {
  /** Weeks in which a child could come on every half-day on which the section is open. */
  readonly wholeWeeks: number;
  /** The half-day with the most free seats over the year, and the one with the fewest; null where it never opens. */
  readonly freest: Slot | null;
  readonly fullest: Slot | null;
}

/** What a year says at a glance. */
export function yearInShort(weeks: readonly WeekAhead[]): YearInShort {
  const sums = SLOTS.flatMap((slot, index) => {
    const open = weeks.flatMap(({ free }) => free[index] ?? []);
    return open.length === 0 ? [] : [{ slot, mean: open.reduce((sum, one) => sum + one, 0) / open.length }];
  }).sort((a, b) => b.mean - a.mean);
  return {
    wholeWeeks: weeks.filter(({ free }) => {
      const open = free.filter((one): one is number => one !== null);
      return open.length > 0 && open.every((one) => one > 0);
    }).length,
    freest: sums[0]?.slot ?? null,
    fullest: sums.at(-1)?.slot ?? null,
  };
}

/** How dark a half-day is drawn: closed, full, then by the free seats. */
export type Heat = 'closed' | 'full' | 'few' | 'some' | 'many';
export function heatOf(free: number | null): Heat {
  if (free === null) return 'closed';
  if (free <= 0) return 'full';
  if (free <= 2) return 'few';
  return free <= 5 ? 'some' : 'many';
}
