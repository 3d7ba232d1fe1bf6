import type { Instant } from '../../kernel/time.js';
import type { SessionEnd } from '../security/index.js';

/**
 * In how many seconds a session ends: if nobody uses it, and at most. Seconds and not a moment, because the clock of a
 * browser may be wrong.
 */
export interface SessionSeconds {
  readonly left: number;
  readonly most: number;
}

export function sessionSeconds({ at, atMost }: SessionEnd, now: Instant): SessionSeconds {
  const until = (end: Instant): number => Math.max(0, Math.floor((Date.parse(end) - Date.parse(now)) / 1000));
  return { left: until(at), most: until(atMost) };
}
