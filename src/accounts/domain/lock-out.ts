import { addMinutes, type Instant } from '../../kernel/time.js';

/** Ten wrong passwords lock an account for a quarter of an hour; the count starts again at a success or after the lock. */
export const TRIES_BEFORE_LOCK = 10;
export const LOCK_MINUTES = 15;

export interface TryCount {
  readonly failedAttempts: number;
  readonly lockedUntil: Instant | null;
}

export const isLocked = (count: TryCount, now: Instant): boolean => count.lockedUntil !== null && now < count.lockedUntil;

export function afterFailure(count: TryCount, now: Instant): TryCount {
  const failed = (count.lockedUntil !== null && count.lockedUntil <= now ? 0 : count.failedAttempts) + 1;
  return failed >= TRIES_BEFORE_LOCK
    ? { failedAttempts: failed, lockedUntil: addMinutes(now, LOCK_MINUTES) }
    : { failedAttempts: failed, lockedUntil: null };
}

export const AFTER_SUCCESS: TryCount = { failedAttempts: 0, lockedUntil: null };
