import { addDays, instantAt, type Day, type Instant } from '../../kernel/time.js';

/** A place refused at ratification goes on for at least this many days (domain.md §5). */
export const DAYS_AFTER_REFUSED_RATIFICATION = 30;

/** When a place whose last day is `lastDay` is over: the next midnight of Paris, summer time or not. */
export const endOf = (lastDay: Day): Instant => instantAt(addDays(lastDay, 1));

/**
 * The last day of a child who never came: its seats come free from `today`, or from its first day when that is to come.
 * Earlier than `from` when nothing was used at all.
 */
export const lastDayOfNoShow = (place: { from: Day }, today: Day): Day => addDays(today > place.from ? today : place.from, -1);

/**
 * The last day of a place whose family has accepted a better one: the day before that begins, yesterday where it has begun. Earlier than `from` when nothing was
 * used at all.
 */
export function lastDayOfTransfer(place: { from: Day; to: Day }, better: { from: Day }, today: Day): Day {
  const before = addDays([better.from, place.from, today].sort().at(-1)!, -1);
  return before < place.to ? before : place.to;
}
