import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { Refusal } from '../../kernel/refusal.js';
import { addMinutes, type Instant } from '../../kernel/time.js';
import type { Tx } from '../database/index.js';
import { AttemptCounter } from './attempt-counter.entity.js';
import { hashSecret } from './secrets.js';

export interface AttemptLimit {
  readonly max: number;
  readonly withinMinutes: number;
}

/** Asked for too often: the edge answers 429 with the sentence and says when to come back. */
export class TooManyAttempts extends Error {
  constructor(
    readonly refusal: Refusal,
    readonly retryAt: Instant,
  ) {
    super(refusal.code);
    this.name = 'TooManyAttempts';
  }
}

/** Counts in the database, so that a limit holds whatever process answers. */
@Injectable()
export class Attempts {
  constructor(private readonly clock: Clock) {}

  /**
   * Counts one try of `what` (e.g. `resume-mail:address:<address>`). A unit that is rolled back counts nothing.
   * @returns when to come back once the limit is reached; null to go ahead
   */
  async count(tx: Tx, what: string, { max, withinMinutes }: AttemptLimit): Promise<Instant | null> {
    const key = hashSecret(what);
    const now = this.clock.now();
    await tx.insertIfAbsent(AttemptCounter, { key, windowStart: now, count: 0 });
    const counter = (await tx.lock(AttemptCounter, { key }))!;
    const end = addMinutes(counter.windowStart, withinMinutes);
    if (end <= now) await tx.update(AttemptCounter, { key }, { windowStart: now, count: 1 });
    else if (counter.count >= max) return end;
    else await tx.update(AttemptCounter, { key }, { count: counter.count + 1 });
    return null;
  }

  /** As {@link count}. @throws TooManyAttempts with the sentence a person reads */
  async allow(tx: Tx, what: string, limit: AttemptLimit, refusal: Refusal): Promise<void> {
    const retryAt = await this.count(tx, what, limit);
    if (retryAt !== null) throw new TooManyAttempts(refusal, retryAt);
  }

  /** Drops the counters whose window began before `limit`. */
  async forget(tx: Tx, limit: Instant): Promise<void> {
    await tx.write('DELETE FROM attempt_counter WHERE window_start < :limit RETURNING key', { limit });
  }
}
