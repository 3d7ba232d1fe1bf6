import { SLOTS, type Slot } from '../../../foundation/kernel/week-schedule.js';
import type { WeekAhead } from './year-ahead.js';

/** Half-days of a year with more, or fewer, free seats than before. */
export interface Changed {
  readonly count: number;
  /** The greatest change, and the weekday half-day on which it is seen first. */
  readonly most: number;
  readonly slot: Slot;
}

export interface Differences {
  readonly more: Changed | null;
  readonly fewer: Changed | null;
  /** Half-days that were open and no longer are. */
  readonly closed: number;
  /** Half-days that were closed and are open. */
  readonly opened: number;
}

/** What a cell of a year says beside its free seats: how many more or fewer there are, or that it closes. */
export function changeOf(before: number | null, after: number | null): number | 'closed' | null {
  if (before === after) return null;
  return after === null ? 'closed' : after - (before ?? 0);
}

/** What differs between a year and the same year with a draft. @param before the same weeks as `after` */
export function differencesOf(before: readonly WeekAhead[], after: readonly WeekAhead[]): Differences {
  const cells = after.flatMap(({ free }, week) =>
    free.map((now, index) => ({ was: before[week]!.free[index]!, now, slot: SLOTS[index]! })),
  );
  const changed = (sign: 1 | -1): Changed | null => {
    const found = cells
      .filter(({ was, now }) => was !== null && now !== null && (now - was) * sign > 0)
      .map(({ was, now, slot }) => ({ by: Math.abs(now! - was!), slot }));
    const most = Math.max(0, ...found.map(({ by }) => by));
    return found.length === 0 ? null : { count: found.length, most, slot: found.find(({ by }) => by === most)!.slot };
  };
  return {
    more: changed(1),
    fewer: changed(-1),
    closed: cells.filter(({ was, now }) => was !== null && now === null).length,
    opened: cells.filter(({ was, now }) => was === null && now !== null).length,
  };
}

/** Weeks of one column of a comparison. */
export interface PeriodFigures {
  /** Mean of the free seats of an open half-day, those that are missing counting as none; null when never open. */
  readonly free: number | null;
  /** Half-days with more children than places. */
  readonly overfull: number;
}

/** Free seats and over-full half-days of some weeks. */
export function figuresOf(weeks: readonly WeekAhead[]): PeriodFigures {
  const open = weeks.flatMap(({ free }) => free.filter((one) => one !== null));
  return {
    free: open.length === 0 ? null : open.reduce((sum, one) => sum + Math.max(0, one), 0) / open.length,
    overfull: open.filter((one) => one < 0).length,
  };
}
