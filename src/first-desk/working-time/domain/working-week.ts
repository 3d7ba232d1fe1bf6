import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { addDays, mondayOf, type Day } from '../../../foundation/kernel/time.js';

/** Time spent on one mission on one day. */
export interface SpentTime {
  readonly day: Day;
  readonly mission: string;
  readonly minutes: number;
}

const DAY_MINUTES = 24 * 60;

/** The seven days of a week, from its Monday. */
export const daysOfWeek = (monday: Day): Day[] => Array.from({ length: 7 }, (_, index) => addDays(monday, index));

/** Whether the hours of a week may be entered: not those to come, nor those that are not kept any more. */
export function judgeMonday(monday: Day, today: Day, keptDays: number): Refusal | null {
  if (monday > mondayOf(today)) return refuse('workingTime.future');
  return monday < mondayOf(addDays(today, -keptDays)) ? refuse('workingTime.tooOld') : null;
}

/** The days that would have more than 24 hours. */
export function overfullDays(times: readonly SpentTime[]): Day[] {
  const sums = new Map<Day, number>();
  for (const { day, minutes } of times) sums.set(day, (sums.get(day) ?? 0) + minutes);
  return [...sums].flatMap(([day, minutes]) => (minutes > DAY_MINUTES ? [day] : []));
}

const lineOf = ({ day, mission, minutes }: SpentTime): string => `${day} ${mission} ${minutes}`;

/** Whether two weeks say the same, in whatever order: a form that is sent twice changes nothing. */
export const isSameWeek = (a: readonly SpentTime[], b: readonly SpentTime[]): boolean =>
  JSON.stringify(a.map(lineOf).sort()) === JSON.stringify(b.map(lineOf).sort());
