import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { addDays, type Day } from '../../../foundation/kernel/time.js';

/** A call back is promised for days or weeks. Later than this the name and the number are no longer kept. */
export const FARTHEST_CALL_BACK = 90;
/** Days by which one press puts a call back off. */
export const CALL_PUT_OFF_BY = 7;

/** Why nobody can be called back on a day, or null. */
export function judgeCallBack(day: Day, today: Day): Refusal | null {
  if (day < today) return refuse('enquiry.callBackPast');
  return day > addDays(today, FARTHEST_CALL_BACK) ? refuse('enquiry.callBackTooFar') : null;
}

/** Why an answer cannot have been given on a day, or null. @param notedOn the day of the contact */
export function judgeAnswerDay(day: Day, notedOn: Day, today: Day): Refusal | null {
  if (day > today) return refuse('enquiry.answerAhead');
  return day < notedOn ? refuse('enquiry.answerTooEarly') : null;
}
