import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Config } from '../../config/index.js';
import { Clock } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import { dayOf, type Instant } from '../../kernel/time.js';
import { Reader, type Tx } from '../database/index.js';
import { hashSecret } from '../security/index.js';
import { confirmWindow, countReading, forgetCounts, stopWindow } from './reading-limits.queries.js';
import { ReadingCount, ReadingMark } from './reading-count.entity.js';

export const READING_WINDOWS = ['hour', 'day'] as const;
export type ReadingWindow = (typeof READING_WINDOWS)[number];

/** The two limits of a window: how many readings before the person confirms, and before reading stops. */
export interface ReadingLimit {
  readonly confirmed: number;
  readonly stopped: number;
}

/** Nothing more is shown to this account for now. `confirm`: until the person confirms. `stopped`: until the window ends. */
export class ReadingHeld extends Error {
  constructor(
    readonly kind: 'confirm' | 'stopped',
    readonly window: ReadingWindow,
    readonly accountId: Id,
    readonly key: string,
  ) {
    super(`reading ${kind}`);
    this.name = 'ReadingHeld';
  }
}

export interface ReadingStanding extends ReadingLimit {
  readonly window: ReadingWindow;
  readonly count: number;
  /** Whether the person has to confirm before it reads more. */
  readonly toConfirm: boolean;
}

/**
 * Counts what an account reads against fixed limits, the same for everybody (docs/decisions/0095). It is counted in the
 * database before it is shown, so that processes count together and parallel requests find it counted.
 */
@Injectable()
export class ReadingLimits {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  limitOf(window: ReadingWindow): ReadingLimit {
    return window === 'hour'
      ? { confirmed: this.config.READINGS_CONFIRMED_AN_HOUR, stopped: this.config.READINGS_STOPPED_AN_HOUR }
      : { confirmed: this.config.READINGS_CONFIRMED_A_DAY, stopped: this.config.READINGS_STOPPED_A_DAY };
  }

  private keyOf(accountId: Id, window: ReadingWindow, now: Instant): string {
    return `${accountId} ${window === 'hour' ? now.slice(0, 13) : dayOf(now)}`;
  }

  /** Counts one reading; the same thing within the hour counts once. @throws ReadingHeld */
  async countRead(tx: Tx, accountId: Id, subject: { readonly kind: string; readonly id: Id }): Promise<void> {
    const now = this.clock.now();
    const hour = this.keyOf(accountId, 'hour', now);
    const isNew = await tx.insertIfAbsent(ReadingMark, {
      key: hashSecret(`${hour} ${subject.kind} ${subject.id}`),
      at: now,
    });
    if (!isNew) {
      await this.requireGoing(tx, accountId, now);
      return;
    }
    for (const window of READING_WINDOWS) {
      const key = this.keyOf(accountId, window, now);
      const { confirmed, stopped } = this.limitOf(window);
      if (await countReading(tx, { key, now, confirmed, stopped })) continue;
      const { confirmedAt, count } = (await tx.findOne(ReadingCount, { key }))!;
      const isStopped = confirmedAt !== null || count >= stopped;
      throw new ReadingHeld(isStopped ? 'stopped' : 'confirm', window, accountId, key);
    }
  }

  /** What was read before is not shown again either, once reading was stopped. @throws ReadingHeld */
  private async requireGoing(tx: Tx, accountId: Id, now: Instant): Promise<void> {
    const keys = new Map(READING_WINDOWS.map((window) => [this.keyOf(accountId, window, now), window]));
    const counts = await tx.find(ReadingCount, { where: { key: In([...keys.keys()]) } });
    const stopped = counts.find(({ stoppedAt }) => stoppedAt !== null);
    if (stopped) throw new ReadingHeld('stopped', keys.get(stopped.key)!, accountId, stopped.key);
  }

  /** Records that reading stopped. @returns whether it is the first time in this window */
  recordStop(tx: Tx, key: string): Promise<boolean> {
    return stopWindow(tx, key, this.clock.now());
  }

  /** The windows in which this account may read up to the second limit from now on. */
  async confirm(tx: Tx, accountId: Id): Promise<void> {
    const now = this.clock.now();
    for (const window of READING_WINDOWS)
      await confirmWindow(tx, {
        key: this.keyOf(accountId, window, now),
        confirmed: this.limitOf(window).confirmed,
        now,
      });
  }

  async readStanding(from: Reader, accountId: Id): Promise<ReadingStanding[]> {
    const now = this.clock.now();
    return Promise.all(
      READING_WINDOWS.map(async (window) => {
        const row = await from.findOne(ReadingCount, { key: this.keyOf(accountId, window, now) });
        const limit = this.limitOf(window);
        const count = row?.count ?? 0;
        return {
          window,
          ...limit,
          count,
          toConfirm: count >= limit.confirmed && count < limit.stopped && row?.confirmedAt === null,
        };
      }),
    );
  }

  /** Deletes what was counted before `limit`. */
  forgetReadings(tx: Tx, limit: Instant): Promise<void> {
    return forgetCounts(tx, limit);
  }
}
