import { refuse, type Refusal } from '../../kernel/refusal.js';
import { addDays, instantAt, type Day, type Instant } from '../../kernel/time.js';
import { lastDayOf, type Stay } from './placement-path.js';

/** A place refused at ratification goes on for at least this many days (domain.md §5). */
export const DAYS_AFTER_REFUSED_RATIFICATION = 30;

/** When a place whose last day is `lastDay` is over: the next midnight of Paris, summer time or not. */
export const endOf = (lastDay: Day): Instant => instantAt(addDays(lastDay, 1));

/**
 * Why a child cannot be said never to have come: its family would lose a place, and points, before the day on which it
 * is awaited.
 */
export const judgeNoShow = ({ from }: { from: Day }, today: Day): Refusal | null =>
  today < from ? refuse('placement.notAwaitedYet', { from }) : null;

/** Why a family cannot give a place up by itself: from its first day on the child is awaited, or there. */
export const judgeGiveUp = ({ from }: { from: Day }, today: Day): Refusal | null =>
  today < from ? null : refuse('placement.begun', { from });

/**
 * Of the parts of a place, first day first, the one in which the child is until a better place begins: what is planned
 * after it is not used.
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
 * The last day of a place whose family has accepted a better one: the day before that begins, yesterday where it has
 * begun. Earlier than `from` when nothing was used at all.
 */
export function lastDayOfTransfer(place: Stay & { readonly from: Day }, better: { from: Day }, today: Day): Day {
  const before = addDays([better.from, place.from, today].sort().at(-1)!, -1);
  return before < lastDayOf(place) ? before : lastDayOf(place);
}
