import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { Refusal } from '../../kernel/refusal.js';
import { addMinutes, type Instant } from '../../kernel/time.js';
import { UnitOfWork, type Tx } from '../database/index.js';
import { AttemptCounter } from './attempt-counter.entity.js';
import { hashSecret } from './secrets.js';

export interface AttemptLimit {
  readonly max: number;
  readonly withinMinutes: number;
}

/** One try of something counted, e.g. `sign-in:account:<id>`, and how often it may be tried. */
export interface Attempt {
  readonly what: string;
  readonly limit: AttemptLimit;
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

/**
 * Counts in the database, so that a limit holds whatever process answers. A try is reserved before anything is judged:
 * whoever comes in parallel finds it counted already. The window begins with its first try.
 */
@Injectable()
export class Attempts {
  constructor(
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Reserves one try, in one statement. A unit that is rolled back has reserved nothing: what must count whatever
   * follows is for {@link reserveNow}.
   * @returns when to come back once the limit is reached; null to go ahead
   */
  async reserve(tx: Tx, { what, limit: { max, withinMinutes } }: Attempt): Promise<Instant | null> {
    const key = hashSecret(what);
    const now = this.clock.now();
    const ended = addMinutes(now, -withinMinutes);
    const reserved = await tx.write(
      `INSERT INTO attempt_counter (key, window_start, count) VALUES (:key, :now, 1)
       ON CONFLICT (key) DO UPDATE SET
         count = CASE WHEN attempt_counter.window_start <= :ended THEN 1 ELSE attempt_counter.count + 1 END,
         window_start = CASE WHEN attempt_counter.window_start <= :ended THEN excluded.window_start ELSE attempt_counter.window_start END
       WHERE attempt_counter.window_start <= :ended OR attempt_counter.count < :max
       RETURNING count`,
      { key, now, ended, max },
    );
    if (reserved.length > 0) return null;
    const counter = await tx.findOne(AttemptCounter, { key });
    return addMinutes(counter?.windowStart ?? now, withinMinutes);
  }

  /**
   * {@link reserve} of each, or of none: a try that one limit refuses is not counted against the others. Everybody
   * names the narrow limits first (an account, then an address, then all), so that units never wait for each other in a
   * circle.
   * @returns when to come back to the first limit that is reached; null to go ahead
   */
  async reserveAll(tx: Tx, attempts: readonly Attempt[]): Promise<Instant | null> {
    for (const [index, attempt] of attempts.entries()) {
      const retryAt = await this.reserve(tx, attempt);
      if (retryAt === null) continue;
      for (const earlier of attempts.slice(0, index)) await this.giveBack(tx, earlier.what);
      return retryAt;
    }
    return null;
  }

  /** {@link reserveAll} in a unit of its own, committed when this answers. Not to be called inside another unit. */
  reserveNow(attempts: readonly Attempt[]): Promise<Instant | null> {
    return this.unitOfWork.run((tx) => this.reserveAll(tx, attempts));
  }

  /** Whether a try of this was reserved and not given back. */
  async isReserved(what: string): Promise<boolean> {
    const counter = await this.unitOfWork.run((tx) => tx.findOne(AttemptCounter, { key: hashSecret(what) }));
    return counter !== null && counter.count > 0;
  }

  /** A try that was right after all counts for nothing. */
  async giveBack(tx: Tx, what: string): Promise<void> {
    await tx.write('UPDATE attempt_counter SET count = count - 1 WHERE key = :key AND count > 0 RETURNING key', {
      key: hashSecret(what),
    });
  }

  /** Forgets every try of this. */
  async startAgain(tx: Tx, what: string): Promise<void> {
    await tx.write('DELETE FROM attempt_counter WHERE key = :key RETURNING key', { key: hashSecret(what) });
  }

  /** As {@link reserve}. @throws TooManyAttempts with the sentence a person reads */
  async allow(tx: Tx, what: string, limit: AttemptLimit, refusal: Refusal): Promise<void> {
    const retryAt = await this.reserve(tx, { what, limit });
    if (retryAt !== null) throw new TooManyAttempts(refusal, retryAt);
  }

  /** Drops the counters whose window began before `limit`. */
  async forget(tx: Tx, limit: Instant): Promise<void> {
    await tx.write('DELETE FROM attempt_counter WHERE window_start < :limit RETURNING key', { limit });
  }
}
