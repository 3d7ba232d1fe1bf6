import { refuse, type Refusal } from '../../kernel/refusal.js';

/** How a member takes part in a day of a session. */
export const ATTENDANCE_STATUSES = ['present', 'represented', 'excused', 'absent'] as const;
export type AttendanceStatus = (typeof ATTENDANCE_STATUSES)[number];

export interface Attending {
  readonly memberId: string;
  readonly status: AttendanceStatus;
}

export interface Quorum {
  /** How many members are needed; null when the body's rules ask for no quorum. */
  readonly needed: number | null;
  readonly present: number;
}

/**
 * The members who count for the quorum. A represented member does not, because a quorum is of people in the room (as
 * for a council, CGCT L2121-17).
 */
export const presentIds = (attending: readonly Attending[]): string[] =>
  attending.filter(({ status }) => status === 'present').map(({ memberId }) => memberId);

export const quorumOf = (needed: number | null, attending: readonly Attending[]): Quorum => ({
  needed,
  present: presentIds(attending).length,
});

/**
 * Why a body cannot decide, or null.
 * @param recused members who take no part in the case, and therefore do not count for it
 */
export function quorumRefusal(
  needed: number | null,
  attending: readonly Attending[],
  recused: ReadonlySet<string> = new Set(),
): Refusal | null {
  const present = presentIds(attending).filter((id) => !recused.has(id)).length;
  if (needed === null || present >= needed) return null;
  return refuse('session.noQuorum', { present, needed, recused: recused.size });
}
