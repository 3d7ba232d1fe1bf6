import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { addDays, type Day } from '../../../foundation/kernel/time.js';

/** The longest absence, in days: a parental leave is entered anew each year. */
export const LONGEST_ABSENCE = 366;

export interface AbsenceDays {
  /** The first day away. */
  readonly from: Day;
  /** The last day away. */
  readonly to: Day;
}

/** Why an absence cannot be noted; null when it can. */
export function judgeAbsence({ from, to }: AbsenceDays, today: Day): Refusal | null {
  if (to < from) return refuse('absence.reversed');
  if (to < today) return refuse('absence.past');
  return to > addDays(from, LONGEST_ABSENCE) ? refuse('absence.tooLong') : null;
}

export const isAway = ({ from, to }: AbsenceDays, day: Day): boolean => from <= day && day <= to;

/** Who stands in for whom on one day. */
export interface StandIn extends AbsenceDays {
  readonly accountId: string;
  readonly standInId: string;
}

/**
 * The accounts whose requests come to a person on a day: its own, and those of the people it stands in for. Whoever
 * stands in and is away too hands on what was handed to it.
 */
export function handedTo(accountId: string, absences: readonly StandIn[], day: Day): string[] {
  const away = absences.filter((absence) => isAway(absence, day));
  const found = new Set([accountId]);
  for (const one of found)
    for (const { accountId: absent, standInId } of away) if (standInId === one) found.add(absent);
  return [...found];
}
