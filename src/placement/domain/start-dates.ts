import { refuse, type Refusal } from '../../kernel/refusal.js';
import type { Day } from '../../kernel/time.js';

/** The adaptation begins, then the child comes its whole time. Seats are held from the first of the two. */
export interface StartDates {
  readonly adaptationFrom: Day;
  readonly startFrom: Day;
}

export interface Startable {
  readonly from: Day;
  readonly to: Day;
  /** First day of the place that was offered: an entry never comes before it. */
  readonly offeredFrom: Day;
  /** Another place is kept until the day before this one begins. */
  readonly isTransfer: boolean;
}

/** Why these dates cannot be: the entry moves within the place that was offered, and no further. */
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
