import type { Day } from '../../../foundation/kernel/time.js';

/**
 * Whether a place given in an emergency is over before the commission sits: nobody then decides how long it goes on.
 * @param session the day of the next session of its body; null while none is planned
 */
export const endsBeforeSession = (last: Day, session: Day | null): boolean => session !== null && last < session;
