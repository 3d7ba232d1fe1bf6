import { daysBetween, type Day } from '../../../../foundation/kernel/time.js';
import { DIFFERENT, near, SAME, UNKNOWN, type Compared } from './agreement.js';
import type { ChildIdentity } from './child-identity.js';

/**
 * The most days between the due date and the birth of a child. Two due dates given for one child may differ as much.
 */
const DUE_DATE_MARGIN_DAYS = 60;

/** Birth dates are compared digit by digit, to recognise a typing error. A due date is compared by the days between. */
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
