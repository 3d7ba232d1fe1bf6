import { daysBetween, type Day } from '../../../kernel/time.js';
import { DIFFERENT, near, SAME, UNKNOWN, type Compared } from './agreement.js';
import type { ChildIdentity } from './child-identity.js';

/**
 * Children come this far, at most, from the day they were due; two announced due dates of one child may differ as much.
 */
const DUE_DATE_MARGIN_DAYS = 60;

/** Birth dates compare by their digits (a slip of the pen), a due date by the days that separate it. */
export function compareBirths(a: ChildIdentity, b: ChildIdentity): Compared {
  const [left, right] = [a.birthDate ?? a.dueDate, b.birthDate ?? b.dueDate];
  if (left === null || right === null) return UNKNOWN;
  if (left === right) return SAME;
  if (a.birthDate === null || b.birthDate === null)
    return Math.abs(daysBetween(left, right)) <= DUE_DATE_MARGIN_DAYS ? near('due_date') : DIFFERENT;
  if (right === withDayAndMonthSwapped(left)) return near('day_month');
  return wrongDigits(left, right) === 1 ? near('digit') : DIFFERENT;
}

const withDayAndMonthSwapped = (day: Day): string => `${day.slice(0, 4)}-${day.slice(8)}-${day.slice(5, 7)}`;

const wrongDigits = (a: Day, b: Day): number => [...a].filter((digit, index) => digit !== b[index]).length;
