import { Injectable } from '@nestjs/common';
import { MachineClock } from '../../kernel/clock.js';
import type { Refusal } from '../../kernel/refusal.js';
import { addHours, addMinutes, minutesUntil, type Instant } from '../../kernel/time.js';
import { UnitOfWork, type Tx } from '../database/index.js';
import { AttemptCounter } from './attempt-counter.entity.js';
import { hashSecret } from './secrets.js';

export interface AttemptLimit {
  readonly max: number;
  readonly withinMinutes: number;
}

/** One try of something that is limited, e.g. `sign-in:account:<id>`, with its limit. */
export interface Attempt {
  readonly key: string;
  readonly limit: AttemptLimit;
}

/** The limit is reached. The answer is 429, with the sentence and the time when to try again. */
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
 * Counts tries in the database, so that a limit holds for all processes together. A try is reserved before anything is
 * checked, so that parallel requests already find it counted. The window begins with its first try and is measured by
 * the time of the machine.
 */
@Injectable()
export class Attempts {
  constructor(
    private readonly clock: MachineClock,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Reserves one try, in one statement. When the unit is rolled back, the try is not counted; use {@link reserveNow}
   * for a try that must count in any case.
   * @returns when to try again, once the limit is reached; null to go ahead
   */
  async reserve(tx: Tx, { key: name, limit: { max, withinMinutes } }: Attempt): Promise<Instant | null> {
    const key = hashSecret(name);
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
   * Reserves every one of these tries, or none: a try that one limit refuses is not counted against the others. All
   * callers name the narrowest limit first (an account, then an address, then all), so that units never wait for each
   * other in a circle.
   * @returns when to try again, for the first limit that is reached; null to go ahead
   */
  async reserveAll(tx: Tx, attempts: readonly Attempt[]): Promise<Instant | null> {
    for (const [index, attempt] of attempts.entries()) {
      const retryAt = await this.reserve(tx, attempt);
      if (retryAt === null) continue;
      for (const earlier of attempts.slice(0, index)) await this.giveBack(tx, earlier.key);
      return retryAt;
    }
    return null;
  }

  /**
   * {@link reserveAll} in a unit of its own, which is committed when this returns. Never call it inside another unit.
   */
  reserveNow(attempts: readonly Attempt[]): Promise<Instant | null> {
    return this.unitOfWork.run((tx) => this.reserveAll(tx, attempts));
  }

  /** Whether a try of this is reserved and was not given back. */
  async isReserved(key: string): Promise<boolean> {
    const counter = await this.unitOfWork.run((tx) => tx.findOne(AttemptCounter, { key: hashSecret(key) }));
    return counter !== null && counter.count > 0;
  }

  /** Gives back a try that turned out to be right, so that it does not count. */
  async giveBack(tx: Tx, key: string): Promise<void> {
    await tx.write('UPDATE attempt_counter SET count = count - 1 WHERE key = :key AND count > 0 RETURNING key', {
      key: hashSecret(key),
    });
  }

  /** Forgets all tries of this. */
  async startAgain(tx: Tx, key: string): Promise<void> {
    await tx.write('DELETE FROM attempt_counter WHERE key = :key RETURNING key', { key: hashSecret(key) });
  }

  /** {@link reserve}. @throws TooManyAttempts with the sentence for the person */
  async allow(tx: Tx, key: string, limit: AttemptLimit, refusal: Refusal): Promise<void> {
    const retryAt = await this.reserve(tx, { key: key, limit });
    if (retryAt !== null) throw new TooManyAttempts(refusal, retryAt);
  }

  /** How many minutes from now the next try is possible, at least one. @param retryAt as {@link reserve} tells it */
  minutesUntil(retryAt: Instant): number {
    return Math.max(1, minutesUntil(this.clock.now(), retryAt));
  }

  /** Deletes the counters whose window began more than so many days ago. */
  async forgetAttempts(tx: Tx, days: number): Promise<void> {
    const limit = addHours(this.clock.now(), -24 * days);
    await tx.write('DELETE FROM attempt_counter WHERE window_start < :limit RETURNING key', { limit });
  }
}
