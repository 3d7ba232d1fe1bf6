import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import type { Day } from '../../../foundation/kernel/time.js';

/**
 * The day on which the adaptation begins, and the day from which the child comes for its whole time. Seats are held
 * from the first of the two.
 */
export interface StartDates {
  readonly adaptationFrom: Day;
  readonly startFrom: Day;
}

export interface Startable {
  readonly from: Day;
  readonly to: Day;
  /** First day of the place that was offered. The child cannot enter before it. */
  readonly offeredFrom: Day;
  /** Whether the child keeps another place until the day before this one begins. */
  readonly isTransfer: boolean;
}

/**
 * Why these dates are not possible, or null. The first day may move within the place that was offered, and no further.
 */
export function judgeStart(place: Startable, { adaptationFrom, startFrom }: StartDates, today: Day): Refusal | null {
  const earliest = place.offeredFrom > today ? place.offeredFrom : today;
  if (place.from < today) return refuse('placement.started', { from: place.from });
  if (place.isTransfer && adaptationFrom !== place.from) return refuse('placement.transferStart', { from: place.from });
  if (adaptationFrom < earliest || adaptationFrom > place.to)
    return refuse('placement.adaptationDay', { from: earliest, to: place.to });
  return startFrom < adaptationFrom || startFrom > place.to
    ? refuse('placement.startDay', { from: adaptationFrom, to: place.to })
    : null;
}
