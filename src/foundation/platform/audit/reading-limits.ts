import { Injectable } from '@nestjs/common';
import { Config } from '../../config/index.js';
import { Clock } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/time.js';
import { Reader, type Tx } from '../database/index.js';
import { hashSecret } from '../security/index.js';
import { countFamilies, forgetCounts, holdReader, markFamilies } from './reading-limits.queries.js';
import { ReadingAccount } from './reading-count.entity.js';
import {
  findStop,
  isToConfirm,
  judgeReading,
  READING_KINDS,
  READING_WINDOWS,
  windowStart,
  withKept,
  type KeptWindows,
  type ReadingKind,
  type ReadingLimit,
  type ReadingRefusal,
  type ReadingWindow,
  type WindowCount,
} from './reading-windows.js';

/** How often an account is asked to confirm without an answer before that is told. */
const UNANSWERED_TOLD = 20;

/** Nothing more is shown to this account for now. */
export class ReadingHeld extends Error {
  constructor(
    readonly what: ReadingKind,
    readonly refusal: ReadingRefusal,
  ) {
    super(`reading ${refusal.kind}`);
    this.name = 'ReadingHeld';
  }

  get kind(): ReadingRefusal['kind'] {
    return this.refusal.kind;
  }
}

/** Families of which an account reads something. */
export interface CountedReading {
  readonly what: ReadingKind;
  /** What names each family; a family that is named twice counts once. */
  readonly families: readonly string[];
}

export interface ReadingStanding extends ReadingLimit {
  readonly what: ReadingKind;
  readonly window: ReadingWindow;
  readonly count: number;
  /** Whether the person has to confirm before it reads more. */
  readonly toConfirm: boolean;
}

/**
 * Counts the families that an account reads against fixed limits, the same for everybody (docs/decisions/0095, 0163). They are
 * counted in the database before they are shown, so that processes count together and parallel requests find them
 * counted.
 */
@Injectable()
export class ReadingLimits {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  private limitOf(what: ReadingKind, window: ReadingWindow): ReadingLimit {
    const { config } = this;
    const limits: Record<ReadingKind, Record<ReadingWindow, ReadingLimit>> = {
      opened: {
        hour: { confirmed: config.READINGS_CONFIRMED_AN_HOUR, stopped: config.READINGS_STOPPED_AN_HOUR },
        day: { confirmed: config.READINGS_CONFIRMED_A_DAY, stopped: config.READINGS_STOPPED_A_DAY },
      },
      listed: {
        hour: { confirmed: config.LISTED_CONFIRMED_AN_HOUR, stopped: config.LISTED_STOPPED_AN_HOUR },
        day: { confirmed: config.LISTED_CONFIRMED_A_DAY, stopped: config.LISTED_STOPPED_A_DAY },
      },
    };
    return limits[what][window];
  }

  private standingOf(
    what: ReadingKind,
    windows: KeptWindows,
    counts: Readonly<Record<ReadingWindow, number>>,
  ): WindowCount[] {
    return READING_WINDOWS.map((window) => ({
      ...windows[what]?.[window],
      window,
      limit: this.limitOf(what, window),
      count: counts[window],
    }));
  }

  /**
   * Counts families before they are shown. Each counts once within a day.
   * @param mayConfirm whether the reader can confirm at the first limit; a program cannot, and reads up to the second one
   * @throws ReadingHeld when nothing may be shown. The unit is then to be rolled back, so that nothing was counted
   */
  async countReading(tx: Tx, accountId: Id, { what, families }: CountedReading, mayConfirm: boolean): Promise<void> {
    const now = this.clock.now();
    const { windows } = await holdReader(tx, accountId, now);
    this.requireGoing(windows, now);
    const reader = readerOf(accountId, what);
    const keys = [...new Set(families)].map((family) => hashSecret(`${reader} ${family}`));
    const fresh = await markFamilies(tx, { reader, keys, now, ended: windowStart('day', now) });
    // What counts already is shown again, whatever the counts are.
    const counts = fresh === 0 ? NOTHING : await countFamilies(tx, reader, startsOf(now));
    const before = { hour: counts.hour - fresh, day: counts.day - fresh };
    const refusal = judgeReading(this.standingOf(what, windows, before), fresh, now, mayConfirm);
    if (refusal) throw new ReadingHeld(what, refusal);
  }

  /** Whoever is stopped sees nothing, of whichever kind it is and even if it was read before. @throws ReadingHeld */
  private requireGoing(windows: KeptWindows, now: Instant): void {
    for (const what of READING_KINDS) {
      const stop = findStop(this.standingOf(what, windows, NOTHING), now);
      if (stop) throw new ReadingHeld(what, stop);
    }
  }

  /** Records that reading stopped. @returns whether it was not stopped before */
  async recordStop(tx: Tx, accountId: Id, { what, refusal: { window, families } }: ReadingHeld): Promise<boolean> {
    const now = this.clock.now();
    const { windows } = await holdReader(tx, accountId, now);
    if (findStop(this.standingOf(what, windows, NOTHING), now) !== null) return false;
    await tx.update(
      ReadingAccount,
      { accountId },
      { windows: withKept(windows, what, window, { stop: { at: now, families } }) },
    );
    return true;
  }

  /**
   * Records that the account was asked to confirm.
   * @returns whether it was asked so often without an answer that this is told; once a day
   */
  async recordAsked(tx: Tx, accountId: Id, { what, refusal: { window } }: ReadingHeld): Promise<boolean> {
    const now = this.clock.now();
    const { windows, unanswered: before, toldAt } = await holdReader(tx, accountId, now);
    const unanswered = before + 1;
    const isTold = unanswered >= UNANSWERED_TOLD && (toldAt === null || toldAt <= windowStart('day', now));
    await tx.update(
      ReadingAccount,
      { accountId },
      { windows: withKept(windows, what, window, { askedAt: now }), unanswered, ...(isTold ? { toldAt: now } : {}) },
    );
    return isTold;
  }

  /** The account reads up to the second limit from now on, in the windows in which it was asked. */
  async confirm(tx: Tx, accountId: Id): Promise<void> {
    const now = this.clock.now();
    let { windows } = await holdReader(tx, accountId, now);
    for (const what of READING_KINDS)
      for (const one of this.standingOf(what, windows, NOTHING))
        if (isToConfirm(one, now)) windows = withKept(windows, what, one.window, { confirmedAt: now });
    await tx.update(ReadingAccount, { accountId }, { windows, unanswered: 0 });
  }

  async readStanding(from: Reader, accountId: Id): Promise<ReadingStanding[]> {
    const now = this.clock.now();
    const windows = (await from.findOne(ReadingAccount, { accountId }))?.windows ?? {};
    const standing: ReadingStanding[] = [];
    for (const what of READING_KINDS) {
      const counts = await countFamilies(from, readerOf(accountId, what), startsOf(now));
      for (const one of this.standingOf(what, windows, counts))
        standing.push({ what, window: one.window, count: one.count, ...one.limit, toConfirm: isToConfirm(one, now) });
    }
    return standing;
  }

  /** Deletes what was counted before `limit`. */
  forgetReadings(tx: Tx, limit: Instant): Promise<void> {
    return forgetCounts(tx, limit);
  }
}

const NOTHING: Readonly<Record<ReadingWindow, number>> = { hour: 0, day: 0 };
const readerOf = (accountId: Id, what: ReadingKind): string => `${accountId} ${what}`;
const startsOf = (now: Instant): Record<ReadingWindow, Instant> => ({
  hour: windowStart('hour', now),
  day: windowStart('day', now),
});
