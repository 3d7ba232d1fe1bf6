import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import type { TimeOfDay } from '../../../foundation/kernel/time.js';

/** How a member takes part in a day of a session. */
export const ATTENDANCE_STATUSES = ['present', 'represented', 'excused', 'absent'] as const;
export type AttendanceStatus = (typeof ATTENDANCE_STATUSES)[number];

export interface Attending {
  readonly memberId: string;
  readonly status: AttendanceStatus;
  /** When a present member came in; absent or null for the beginning of the day. */
  readonly arrivedAt?: TimeOfDay | null;
  /** When a present member left; absent or null for the end of the day. */
  readonly leftAt?: TimeOfDay | null;
}

/**
 * Whether a member is in the room. A member is counted until the minute before the one of leaving.
 * @param at null for at any time of the day
 */
export const isInRoom = (
  { status, arrivedAt, leftAt }: Pick<Attending, 'status' | 'arrivedAt' | 'leftAt'>,
  at: TimeOfDay | null,
): boolean => status === 'present' && (at === null || ((arrivedAt ?? '00:00') <= at && (!leftAt || at < leftAt)));

export interface Quorum {
  /** How many members are needed; null when the body's rules ask for no quorum. */
  readonly needed: number | null;
  readonly present: number;
}

/**
 * The members who count for the quorum. A represented member does not, because a quorum is of people in the room (as
 * for a council, CGCT L2121-17).
 */
export const presentIds = (attending: readonly Attending[], at: TimeOfDay | null = null): string[] =>
  attending.filter((member) => isInRoom(member, at)).map(({ memberId }) => memberId);

/** @param at null counts whoever was there at any time of the day */
export const quorumOf = (
  needed: number | null,
  attending: readonly Attending[],
  at: TimeOfDay | null = null,
): Quorum => ({ needed, present: presentIds(attending, at).length });

/** Why the times of a member cannot be, or null. @param now the latest possible time; null when the day is over */
export function timesRefusal(
  { status, arrivedAt, leftAt }: Pick<Attending, 'status' | 'arrivedAt' | 'leftAt'>,
  now: TimeOfDay | null,
): 'notPresent' | 'order' | 'toCome' | null {
  const times = [arrivedAt, leftAt].filter((time) => typeof time === 'string');
  if (times.length === 0) return null;
  if (status !== 'present') return 'notPresent';
  if (arrivedAt && leftAt && leftAt <= arrivedAt) return 'order';
  return now !== null && times.some((time) => time > now) ? 'toCome' : null;
}

/**
 * Why a body cannot decide, or null.
 * @param recused members who take no part in the case, and therefore do not count for it
 * @param at the time of the decision
 */
export function quorumRefusal(
  needed: number | null,
  attending: readonly Attending[],
  recused: ReadonlySet<string> = new Set(),
  at: TimeOfDay | null = null,
): Refusal | null {
  const present = presentIds(attending, at).filter((id) => !recused.has(id)).length;
  if (needed === null || present >= needed) return null;
  return refuse('session.noQuorum', { present, needed, recused: recused.size });
}
