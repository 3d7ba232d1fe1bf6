import { addMonths, dayOf, daysBetween, type Day, type Instant } from '../../../foundation/kernel/time.js';

/**
 * Why a childminder is asked about her free places: every month; before the day on which the law wants them told, 1
 * June and 1 December (CASF L214-2-2 and its decree); and once more before that day.
 */
export type Question = 'monthly' | 'lawful' | 'lawful_again';

const MONTHLY_ON = '15';
const AGAIN_ON = '25';
/** The months before those in which the law wants availabilities told. */
const LAWFUL_MONTHS = ['05', '11'];
/** A question that a stopped server missed for longer than this waits for the next one. */
const LATE_DAYS = 9;

/** The last day on which every childminder was to be asked, at most a month ago. */
export const lastAskDay = (today: Day): Day => {
  const thisMonth = `${today.slice(0, 8)}${MONTHLY_ON}`;
  return thisMonth <= today ? thisMonth : addMonths(thisMonth, -1);
};

/** The 1 June or 1 December before which a question is asked. */
export const lawfulDay = (today: Day): Day => `${addMonths(today, 1).slice(0, 7)}-01`;

/**
 * What a childminder is asked today.
 * @param askedOn when she was last asked
 * @param confirmedAt when she last answered
 * @returns null when nothing is to be asked, or she has just answered
 */
export function questionOn(today: Day, askedOn: Day | null, confirmedAt: Instant | null): Question | null {
  const [month, day] = [today.slice(5, 7), today.slice(8)];
  const lawful = LAWFUL_MONTHS.includes(month);
  const due = lastAskDay(today);
  const answered = confirmedAt !== null && dayOf(confirmedAt) >= due;
  const again = `${today.slice(0, 8)}${AGAIN_ON}`;
  if (lawful && day >= AGAIN_ON && !answered && (askedOn === null || askedOn < again)) return 'lawful_again';
  if (answered || (askedOn !== null && askedOn >= due) || daysBetween(due, today) > LATE_DAYS) return null;
  return lawful ? 'lawful' : 'monthly';
}
