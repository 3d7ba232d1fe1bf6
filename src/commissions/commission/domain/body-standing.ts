import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';

/** Why a body does not examine a request although it wishes for one of its establishments. */
export type ListingObstacle =
  /** No session of the body is to come. */
  | 'noSession'
  /** The list of every coming session is fixed. */
  | 'fixed'
  /** The establishments are closed at all the hours asked for. */
  | 'closedThen'
  /** The family is offered a place that it ranks at least as high. */
  | 'offeredBetter';

export interface BodyStanding {
  /** When the session sits before which the request is already; null when there is none. */
  readonly before: Instant | null;
  /** Null when the request is before the body, and when it can be listed. */
  readonly obstacle: ListingObstacle | null;
}

/**
 * Where a request stands with a body.
 * @param coming the sessions of the body that have not closed, soonest first
 * @param running the sessions before which the request is
 * @param listable whether a coming session of the body still lists requests
 */
export function standingBefore({
  coming,
  running,
  listable,
  isOpen,
  isOfferedBetter,
}: {
  readonly coming: readonly { readonly id: Id; readonly startsAt: Instant }[];
  readonly running: readonly Id[];
  readonly listable: boolean;
  readonly isOpen: boolean;
  readonly isOfferedBetter: boolean;
}): BodyStanding {
  const before = coming.find(({ id }) => running.includes(id))?.startsAt ?? null;
  if (before !== null) return { before, obstacle: null };
  if (isOfferedBetter) return { before, obstacle: 'offeredBetter' };
  if (!isOpen) return { before, obstacle: 'closedThen' };
  if (listable) return { before, obstacle: null };
  return { before, obstacle: coming.length === 0 ? 'noSession' : 'fixed' };
}
