import type { SessionState } from './session-lifecycle.js';
import { hasBegun, isComing, isListing } from './session-lifecycle.js';

/**
 * Whether a letter to a member says what no longer holds, so that it must not be posted.
 * @param kind of the message
 * @param again whether the same kind was written to the same member again, later
 */
export function isOutdated(kind: string, state: SessionState, again: boolean): boolean {
  if (kind === 'session-called-off') return false;
  if (again || state === 'cancelled') return true;
  if (kind === 'session-call') return state === 'planned' || hasBegun(state);
  if (kind.startsWith('session-places')) return !isListing(state);
  return kind === 'session-minutes' ? state === 'signed' : !isComing(state);
}
