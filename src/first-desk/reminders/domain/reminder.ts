import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { addDays, type Day } from '../../../foundation/kernel/time.js';

/** What an agent wants to be reminded of, as it is typed. */
export interface ReminderWords {
  readonly text: string;
  /** The day on which it comes back. */
  readonly day: Day;
}

export const LONGEST_TEXT = 500;
/** Days ahead of which a reminder is kept: beyond, a family has been written to again. */
export const LONGEST_WAIT = 366;
/** Days by which one press puts a reminder off. */
export const POSTPONED_BY = 7;

/** Why a reminder cannot be kept as it is typed, or null. */
export function judgeReminder({ text, day }: ReminderWords, today: Day): Refusal | null {
  if (text.trim() === '') return refuse('reminder.saysNothing');
  if (text.trim().length > LONGEST_TEXT) return refuse('reminder.tooLong', { most: LONGEST_TEXT });
  if (day < today) return refuse('reminder.past');
  return day > addDays(today, LONGEST_WAIT) ? refuse('reminder.tooFar') : null;
}
