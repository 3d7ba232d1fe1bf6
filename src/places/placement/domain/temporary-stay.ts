import { addDays, type Day } from '../../../foundation/kernel/time.js';
import { halfDaysBetween, type DatedHalfDay } from './seat-claim.js';
import type { ChildHalfDays } from './shared-half-day.js';

/**
 * Until which day a child who is received elsewhere for a time has all these half-days at home. A temporary place
 * stands for the place at home, so it never goes on without it. The day before the first day when the child has none.
 */
export function lastDayAtHome(stay: ChildHalfDays, home: readonly ChildHalfDays[]): Day {
  const asked = halfDaysBetween(stay.slots, stay.from, stay.to);
  const without = asked.find((halfDay) => !home.some((part) => holds(part, halfDay)));
  return without ? addDays(without.day, -1) : stay.to;
}

const holds = ({ slots, from, to }: ChildHalfDays, { day, half }: DatedHalfDay): boolean =>
  from <= day && day <= to && halfDaysBetween(slots, day, day).some((held) => held.half === half);
