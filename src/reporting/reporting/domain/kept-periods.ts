import { addDays, addMonths, type Day } from '../../../foundation/kernel/time.js';

/** By what sums are kept: a day, a month `YYYY-MM`, a year `YYYY`. Years are kept of levels only. */
export type Kept = 'day' | 'month' | 'year';

/** Periods that are kept, from one to another, both included, and whether what they hold is added or taken away. */
export interface KeptPeriods {
  readonly kept: Kept;
  readonly from: string;
  readonly to: string;
  readonly sign: 1 | -1;
}

/** Before everything that was ever counted. */
export const FIRST_PERIOD = '0000';

const monthOf = (day: Day): string => day.slice(0, 7);
const monthFrom = (month: string, months: number): string => monthOf(addMonths(`${month}-01`, months));

/**
 * All that changed up to the evening of a day: years up to the nearest end of one, and the months and days between,
 * which are added or taken away. So what is read does not grow with what came before.
 */
export function levelPeriods(evening: Day, today: Day): KeptPeriods[] {
  const { month, days } = monthsUpTo(evening, today);
  const year = month.slice(0, 4);
  if (month.endsWith('-12')) return [added('year', FIRST_PERIOD, year), ...days];
  if (month.slice(5) > '06')
    return [added('year', FIRST_PERIOD, year), taken('month', monthFrom(month, 1), `${year}-12`), ...days];
  const before = monthFrom(`${year}-01`, -1).slice(0, 4);
  return [added('year', FIRST_PERIOD, before), added('month', `${year}-01`, month), ...days];
}

/** What happened from a day to another: the months in it, and the days at both ends as those of a level. */
export function flowPeriods(from: Day, to: Day, today: Day): KeptPeriods[] {
  const before = monthsUpTo(addDays(from, -1), today);
  const last = monthsUpTo(to, today);
  const [first, end] = [monthFrom(before.month, 1), last.month];
  return [
    ...(first > end ? [] : [added('month', first, end)]),
    ...last.days,
    ...before.days.map((days) => ({ ...days, sign: -days.sign as KeptPeriods['sign'] })),
  ];
}

/**
 * The months up to the nearest end of one, and the days between. An evening to come, or today's, is read from the end
 * after it: little is known of the days to come, and many things of those that were.
 */
function monthsUpTo(evening: Day, today: Day): { readonly month: string; readonly days: KeptPeriods[] } {
  const month = monthOf(evening);
  const last = addDays(`${monthFrom(month, 1)}-01`, -1);
  if (evening === last) return { month, days: [] };
  return evening >= today || evening.slice(8) > '15'
    ? { month, days: [taken('day', addDays(evening, 1), last)] }
    : { month: monthFrom(month, -1), days: [added('day', `${month}-01`, evening)] };
}

const added = (kept: Kept, from: string, to: string): KeptPeriods => ({ kept, from, to, sign: 1 });
const taken = (kept: Kept, from: string, to: string): KeptPeriods => ({ kept, from, to, sign: -1 });
