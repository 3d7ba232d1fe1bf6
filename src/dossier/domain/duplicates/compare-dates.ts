import { daysBetween, type Day } from '../../../kernel/time.js';
import type { ChildIdentity } from './child-identity.js';
import type { Likeness } from './compare-names.js';

/** Children come this far, at most, from the day they were due; two announced due dates of one child may differ as much. */
const DUE_DATE_MARGIN_DAYS = 60;
/** Two children of one mother are born on the same days or at least this far apart. */
const SIBLINGS_APART_DAYS = 270;

/** Birth dates compare by their digits (a slip of the pen), a due date by the days that separate it. */
export function compareBirths(a: ChildIdentity, b: ChildIdentity): Likeness {
  const [left, right] = [a.birthDate ?? a.dueDate, b.birthDate ?? b.dueDate];
  if (left === null || right === null) return 'unknown';
  if (left === right) return 'same';
  const bothBorn = a.birthDate !== null && b.birthDate !== null;
  const near = bothBorn ? isSlip(left, right) : Math.abs(daysBetween(left, right)) <= DUE_DATE_MARGIN_DAYS;
  return near ? 'near' : 'different';
}

/** True when the dates are far enough for the two to be brother and sister. */
export function mayBeSiblings(a: ChildIdentity, b: ChildIdentity): boolean {
  const [left, right] = [a.birthDate ?? a.dueDate, b.birthDate ?? b.dueDate];
  return left !== null && right !== null && Math.abs(daysBetween(left, right)) >= SIBLINGS_APART_DAYS;
}

/** One digit is wrong, or day and month stand in each other's place. */
function isSlip(a: Day, b: Day): boolean {
  const wrong = [...a].filter((digit, index) => digit !== b[index]).length;
  return wrong === 1 || b === `${a.slice(0, 4)}-${a.slice(8)}-${a.slice(5, 7)}`;
}
