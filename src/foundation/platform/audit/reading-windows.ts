import { addHours, type Instant } from '../../kernel/time.js';

/** `opened`: the data of one family. `listed`: the name of a family among others, on a page, in a file or by the API. */
export const READING_KINDS = ['opened', 'listed'] as const;
export type ReadingKind = (typeof READING_KINDS)[number];

export const READING_WINDOWS = ['hour', 'day'] as const;
export type ReadingWindow = (typeof READING_WINDOWS)[number];

const HOURS: Record<ReadingWindow, number> = { hour: 1, day: 24 };

/** The first moment that no longer counts. A window ends now and slides: nothing begins anew at a full hour. */
export const windowStart = (window: ReadingWindow, now: Instant): Instant => addHours(now, -HOURS[window]);

/** The two limits of a window: how many families before the person confirms, and before reading stops. */
export interface ReadingLimit {
  readonly confirmed: number;
  readonly stopped: number;
}

/** What is kept of a window beside the families that count in it. */
export interface WindowKept {
  /** When the person was last asked to confirm. */
  readonly askedAt?: Instant;
  /** When the person last confirmed that it is the one who reads. */
  readonly confirmedAt?: Instant;
  readonly stop?: ReadingStop;
}

export interface ReadingStop {
  readonly at: Instant;
  /** How many families it would have been. A limit that was raised beyond them ends the stop. */
  readonly families: number;
}

/** {@link WindowKept} of each window of an account. */
export type KeptWindows = Partial<Record<ReadingKind, Partial<Record<ReadingWindow, WindowKept>>>>;

/** How far an account is in a window. */
export interface WindowCount extends WindowKept {
  readonly window: ReadingWindow;
  readonly limit: ReadingLimit;
  /** Families that count in the window already. */
  readonly count: number;
}

/** Why nothing more is shown. `confirm`: until the person confirms. `stopped`: for as long as the window is. */
export interface ReadingRefusal {
  readonly kind: 'confirm' | 'stopped';
  readonly window: ReadingWindow;
  /** How many families it would have been. */
  readonly families: number;
}

const isWithin = (moment: Instant | undefined, window: ReadingWindow, now: Instant): boolean =>
  moment !== undefined && moment > windowStart(window, now);

export const isStopped = ({ window, limit, stop }: WindowCount, now: Instant): boolean =>
  isWithin(stop?.at, window, now) && stop!.families > limit.stopped;

/** The window in which reading is stopped; null where it goes on. */
export function findStop(windows: readonly WindowCount[], now: Instant): ReadingRefusal | null {
  const held = windows.find((one) => isStopped(one, now));
  return held ? { kind: 'stopped', window: held.window, families: held.stop!.families } : null;
}

/**
 * Judges a reading before it is shown.
 * @param fresh how many families of it do not count in the day yet; the others count for nothing
 * @param mayConfirm whether the first limit asks at all
 * @returns null when it may be shown
 */
export function judgeReading(
  windows: readonly WindowCount[],
  fresh: number,
  now: Instant,
  mayConfirm: boolean,
): ReadingRefusal | null {
  if (fresh === 0) return null;
  const over = windows.find(({ count, limit }) => count + fresh > limit.stopped);
  if (over) return { kind: 'stopped', window: over.window, families: over.count + fresh };
  const asking = windows.find(
    ({ window, limit, count, confirmedAt }) =>
      mayConfirm && count + fresh > limit.confirmed && !isWithin(confirmedAt, window, now),
  );
  return asking ? { kind: 'confirm', window: asking.window, families: asking.count + fresh } : null;
}

/** Whether the person was asked to confirm, and has not. */
export const isToConfirm = (one: WindowCount, now: Instant): boolean =>
  !isStopped(one, now) && isWithin(one.askedAt, one.window, now) && !isWithin(one.confirmedAt, one.window, now);

/** The same windows, with something more kept of one of them. */
export const withKept = (
  windows: KeptWindows,
  what: ReadingKind,
  window: ReadingWindow,
  kept: WindowKept,
): KeptWindows => ({ ...windows, [what]: { ...windows[what], [window]: { ...windows[what]?.[window], ...kept } } });
