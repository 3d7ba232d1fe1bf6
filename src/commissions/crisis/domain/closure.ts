import { overlaps } from '../../../foundation/kernel/period.js';
import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { addDays, addMonths, type Day } from '../../../foundation/kernel/time.js';

/** Why an establishment closes from one day to the next. Families read it. */
export const CLOSURE_REASONS = ['staff', 'premises', 'health', 'weather', 'authority', 'other'] as const;
export type ClosureReason = (typeof CLOSURE_REASONS)[number];

/** How long families have to answer a temporary place, in hours. */
export const ANSWER_HOURS = [4, 12, 24, 48, 72] as const;

/** For how long children are looked after elsewhere while nobody knows when the closure ends. */
const UNKNOWN_RETURN_DAYS = 28;
/** A closure that is longer is no sudden one: places are then ended or moved by the acts that exist. */
const MOST_MONTHS = 6;

/** The days of a closure: the first day without children, and the day on which they come back, once it is known. */
export interface ClosureDays {
  readonly from: Day;
  readonly returnOn: Day | null;
}

/** The last day for which children are looked after elsewhere, as far as is known now. */
export const lastClosedDay = ({ from, returnOn }: ClosureDays): Day =>
  returnOn === null ? addDays(from, UNKNOWN_RETURN_DAYS - 1) : addDays(returnOn, -1);

/** Both included. */
export const closedDays = (days: ClosureDays): { readonly from: Day; readonly to: Day } => ({
  from: days.from,
  to: lastClosedDay(days),
});

/** Why a closure cannot be declared for these days: it begins neither weeks ago nor weeks ahead. */
export function judgeDays({ from, returnOn }: ClosureDays, today: Day): Refusal | null {
  const [first, last] = [addDays(today, -7), addMonths(today, 1)];
  if (from < first || from > last) return refuse('closure.from', { first, last });
  return returnOn === null ? null : judgeReturn(from, returnOn, today);
}

/** Why children cannot come back on this day. */
export function judgeReturn(from: Day, returnOn: Day, today: Day): Refusal | null {
  const earliest = [addDays(from, 1), today].sort().at(-1)!;
  const latest = addMonths(from, MOST_MONTHS);
  return returnOn < earliest || returnOn > latest ? refuse('closure.returnOn', { earliest, latest }) : null;
}

interface ClosedSections extends ClosureDays {
  readonly sectionIds: readonly string[];
}

/** Whether two closures shut the same section on the same day. */
export const meets = (first: ClosedSections, second: ClosedSections): boolean =>
  first.sectionIds.some((id) => second.sectionIds.includes(id)) && overlaps(closedDays(first), closedDays(second));
