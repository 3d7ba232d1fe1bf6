import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { addDays, instantAt, type Day, type Instant } from '../../../foundation/kernel/time.js';
import { lastDayOf, type Stay } from './placement-path.js';

/** A place refused at ratification goes on for at least this many days (domain.md §5). */
export const DAYS_AFTER_REFUSED_RATIFICATION = 30;

/** The moment at which a place with this last day is over: the next midnight in Paris, in summer and winter time. */
export const endOf = (lastDay: Day): Instant => instantAt(addDays(lastDay, 1));

/**
 * Why it cannot be recorded yet that a child never came, or null. Before the day on which the child is awaited, its
 * family would lose a place and points for nothing.
 */
export const judgeNoShow = ({ from }: { from: Day }, today: Day): Refusal | null =>
  today < from ? refuse('placement.notAwaitedYet', { from }) : null;

/**
 * Why a family can no longer give up a place by itself, or null. From the first day on, the nursery is waiting for the
 * child or has it.
 */
export const judgeGiveUp = ({ from }: { from: Day }, today: Day): Refusal | null =>
  today < from ? null : refuse('placement.begun', { from });

/**
 * The part of a place in which the child stays until a better place begins. Parts planned after that are not used.
 * @param parts of one place, first day first
 */
export function partUntil<Part extends { readonly from: Day }>(
  parts: readonly Part[],
  better: { readonly from: Day },
  today: Day,
): Part {
  const begins = better.from > today ? better.from : today;
  return parts.findLast(({ from }) => from < begins) ?? parts[0]!;
}

/**
 * The last day of a place whose family has accepted a better one: the day before the better one begins, or yesterday
 * when that is past. It comes before `from` when no day of the place was used.
 */
export function lastDayOfTransfer(place: Stay & { readonly from: Day }, better: { from: Day }, today: Day): Day {
  const before = addDays([better.from, place.from, today].sort().at(-1)!, -1);
  return before < lastDayOf(place) ? before : lastDayOf(place);
}
