import { covers, overlaps, type Period } from '../../../foundation/kernel/period.js';
import type { Day } from '../../../foundation/kernel/time.js';

/** A closing: of its own days, or of the same days of every year from then on. */
export interface DatedClosing {
  readonly from: Day;
  readonly to: Day;
  readonly yearly: boolean;
}

/** How many years ahead a yearly closing is compared with others: farther than any closing may be declared. */
const YEARS_COMPARED = 4;

/** The same closing a number of years later. The 29 February of a common year is its 28. */
function laterBy({ from, to }: DatedClosing, years: number): { from: Day; to: Day } {
  const moved = (day: Day): Day => {
    const year = Number(day.slice(0, 4)) + years;
    const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    return `${year}-${day.endsWith('02-29') && !leap ? '02-28' : day.slice(5)}`;
  };
  return { from: moved(from), to: moved(to) };
}

/** Whether a closing falls on a day. */
export function closesOn(closing: DatedClosing, day: Day): boolean {
  if (covers(closing, day)) return true;
  const years = Number(day.slice(0, 4)) - Number(closing.from.slice(0, 4));
  // A closing over the new year that covers a day in January began in the year before.
  return closing.yearly && [years, years - 1].some((later) => later > 0 && covers(laterBy(closing, later), day));
}

/** The next days of a closing that end on a day or later; null when it is over. */
export function nextDaysOf(closing: DatedClosing, day: Day): (Period & { to: Day }) | null {
  if (closing.to >= day) return { from: closing.from, to: closing.to };
  if (!closing.yearly) return null;
  const years = Number(day.slice(0, 4)) - Number(closing.to.slice(0, 4));
  const thisYear = laterBy(closing, years);
  return thisYear.to >= day ? thisYear : laterBy(closing, years + 1);
}

/** Whether two closings share a day, in any of the years to come. */
export function closingsMeet(a: DatedClosing, b: DatedClosing): boolean {
  const daysOf = (closing: DatedClosing): Period[] =>
    Array.from({ length: closing.yearly ? YEARS_COMPARED * 2 : 1 }, (_, years) => laterBy(closing, years));
  return daysOf(a).some((one) => daysOf(b).some((other) => overlaps(one, other)));
}
