import type { Day, TimeOfDay } from '../../../foundation/kernel/time.js';

/** When and where a body sits each year. */
export interface BodyRecurrence {
  /** RFC 5545, as `ruleText` of the calendar writes it. */
  readonly rule: string;
  readonly time: TimeOfDay;
  readonly room: string;
  /** Children enter on the first day of a month, this many months after the session's. */
  readonly entryMonths: number;
  /** Dates of the rule on which the body does not sit, or sits on another day (`to`). */
  readonly exceptions: readonly { readonly day: Day; readonly to: Day | null }[];
}

export interface ForeseenDate {
  /** The day of the rule. It identifies the date, even when the session moves. */
  readonly ruleDay: Day;
  /** The day on which the body sits; null when the date is skipped. */
  readonly day: Day | null;
}

/** The dates of a rule, with its exceptions applied. */
export const foreseen = (ruleDays: readonly Day[], exceptions: BodyRecurrence['exceptions']): ForeseenDate[] =>
  ruleDays.map((ruleDay) => {
    const exception = exceptions.find(({ day }) => day === ruleDay);
    return { ruleDay, day: exception ? exception.to : ruleDay };
  });

/** Adds an exception for a date, or removes it (`undefined`). */
export const settled = (
  exceptions: BodyRecurrence['exceptions'],
  day: Day,
  to: Day | null | undefined,
): BodyRecurrence['exceptions'] =>
  [
    ...exceptions.filter((exception) => exception.day !== day),
    ...(to === undefined || to === day ? [] : [{ day, to }]),
  ].sort((a, b) => (a.day < b.day ? -1 : 1));
