import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { FEWEST_SHOWN } from '../../../foundation/kernel/small-counts.js';
import type { Day } from '../../../foundation/kernel/time.js';

/** `without`: more families without a solution than so many. `waiting`: a family that has waited for an act so many days. */
export const ALARMS = ['without', 'waiting'] as const;
export type AlarmKind = (typeof ALARMS)[number];

/** `month`: the page of the month, when the month is over. */
export const WATCHES = ['month', ...ALARMS] as const;
export type WatchKind = (typeof WATCHES)[number];

/** An alarm as it is kept. */
export interface Alarm {
  readonly threshold: number;
  readonly crossed: boolean;
}

/** The mail names the threshold and leaves the desk: it is no small number of families. */
const LEAST: Readonly<Record<AlarmKind, number>> = { without: FEWEST_SHOWN, waiting: 1 };

export const judgeThreshold = (kind: AlarmKind, threshold: number): Refusal | null =>
  threshold < LEAST[kind] ? refuse(`watch.${kind}`, { least: LEAST[kind] }) : null;

/**
 * What becomes of an alarm when its figure is read: it is told when it is crossed, once, and may be told again after the
 * figure fell back.
 */
export function judgeAlarm(
  { threshold, crossed }: Alarm,
  value: number,
): { readonly tell: boolean; readonly crossed: boolean } {
  const isOver = value > threshold;
  return { tell: isOver && !crossed, crossed: isOver };
}

/**
 * The month that is over, when its page is to be sent. Null otherwise.
 * @param lastMonth `YYYY-MM`
 * @param sent the month that was sent last
 * @param since the day on which it was asked for
 */
export function monthToSend(lastMonth: string, sent: string | null, since: Day): string | null {
  // Who asked during a month is sent that month when it is over, and none before.
  return lastMonth >= since.slice(0, 7) && (sent === null || sent < lastMonth) ? lastMonth : null;
}

/** A mail leaves the desk: a small figure is not in it. Null then. */
export const shownInMail = (count: number): number | null => (count < FEWEST_SHOWN ? null : count);
