import { addDays, addHours, addMinutes, dayOf, instantAt, type Day, type Instant } from '../../kernel/time.js';

/** A family always has two days after the reminder reached it (domain.md §9). */
export const HOURS_AFTER_REMINDER = 48;
const REMINDER_DAYS_BEFORE = 3;
/** A reminder still not handed over this long after the deadline becomes somebody's act. */
const ALERT_DAYS_AFTER = 5;

/** The end of the last day given to answer, in Europe/Paris. */
export const deadlineOf = (today: Day, days: number): Instant => instantAt(addDays(today, days + 1));

export const reminderAt = (deadline: Instant): Instant =>
  instantAt(addDays(dayOf(deadline), -REMINDER_DAYS_BEFORE), '09:00');

export const alertAt = (deadline: Instant): Instant => instantAt(addDays(dayOf(deadline), ALERT_DAYS_AFTER));

/** The deadline is the first moment that is too late: the day before it was the last one to answer. */
export const lastDayToAnswer = (deadline: Instant): Day => addDays(dayOf(deadline), -1);

/** The later of the deadline and the hand-over of the reminder + 48 h. */
export function effectiveDeadline(deadline: Instant, remindedAt: Instant): Instant {
  const afterReminder = addHours(remindedAt, HOURS_AFTER_REMINDER);
  return afterReminder > deadline ? afterReminder : deadline;
}

/**
 * The first moment that is too late for whoever reads of the offer in a letter printed at `printedAt`: no reminder can
 * reach the family before.
 */
export const answerableUntil = (
  offer: { deadline: Instant; remindedAt: Instant | null; effectiveDeadline: Instant },
  printedAt: Instant,
): Instant => (offer.remindedAt === null ? effectiveDeadline(offer.deadline, printedAt) : offer.effectiveDeadline);

/** What every read uses, whether or not a job ran: no offer lapses before its reminder was handed over. */
export const isExpired = (offer: { remindedAt: Instant | null; effectiveDeadline: Instant }, now: Instant): boolean =>
  offer.remindedAt !== null && now >= offer.effectiveDeadline;

/**
 * What staff read of the time left to answer: the deadline may have passed while the reminder is not handed over, and
 * the family may then still answer.
 */
export type TimeToAnswer = 'open' | 'reminder_awaited' | 'over';

export function timeToAnswer(
  offer: { remindedAt: Instant | null; effectiveDeadline: Instant },
  now: Instant,
): TimeToAnswer {
  if (now < offer.effectiveDeadline) return 'open';
  return isExpired(offer, now) ? 'over' : 'reminder_awaited';
}

/** The deadline is the first moment that is too late: people read the last one that is not. */
export const lastMomentToAnswer = (offer: { effectiveDeadline: Instant }): Instant =>
  addMinutes(offer.effectiveDeadline, -1);
