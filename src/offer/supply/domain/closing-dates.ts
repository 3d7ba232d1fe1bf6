import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { addMonths, type Day } from '../../../foundation/kernel/time.js';

/**
 * Works last a year or two. A date farther away, in the past or the future, is a mistyped year that would close an
 * establishment for good.
 */
const MOST_MONTHS = 36;

/** Why an establishment cannot be closed between these days, other closings apart. */
export function judgeClosing({ from, to }: { from: Day; to: Day }, today: Day): Refusal | null {
  const [first, last] = [addMonths(today, -MOST_MONTHS), addMonths(today, MOST_MONTHS)];
  if (to < from) return refuse('closing.order');
  if (to < today) return refuse('closing.past');
  return from < first || to > last ? refuse('closing.tooFar', { first, last }) : null;
}
