import { describe, expect, it } from '@jest/globals';
import { addMinutes } from '../../kernel/time.js';
import { afterFailure, isLocked, LOCK_MINUTES, TRIES_BEFORE_LOCK, type TryCount } from './lock-out.js';

const now = '2026-11-24T09:00:00.000Z';

describe('lock-out', () => {
  it('locks at the tenth wrong password and not before', () => {
    let count: TryCount = { failedAttempts: 0, lockedUntil: null };
    for (let attempt = 1; attempt < TRIES_BEFORE_LOCK; attempt += 1) {
      count = afterFailure(count, now);
      expect(isLocked(count, now)).toBe(false);
    }
    count = afterFailure(count, now);
    expect(isLocked(count, now)).toBe(true);
    expect(isLocked(count, addMinutes(now, LOCK_MINUTES))).toBe(false);
  });

  it('counts afresh once the lock is over', () => {
    const locked = { failedAttempts: 10, lockedUntil: now };
    expect(afterFailure(locked, addMinutes(now, 1))).toEqual({ failedAttempts: 1, lockedUntil: null });
  });
});
