import { addDays, addHours, addMinutes, dayOf, instantAt, type Day, type Instant } from '../../kernel/time.js';

/** A family has at least two days to answer after the reminder has reached it (domain.md §9). */
export const HOURS_AFTER_REMINDER = 48;
const REMINDER_DAYS_BEFORE = 3;
/** When the reminder is still not handed over this many days after the deadline, an agent has to act. */
const ALERT_DAYS_AFTER = 5;

/** The deadline of an offer: the end, in Europe/Paris, of the last day given to answer. */
export const deadlineOf = (today: Day, days: number): Instant => instantAt(addDays(today, days + 1));

export const reminderAt = (deadline: Instant): Instant =>
  instantAt(addDays(dayOf(deadline), -REMINDER_DAYS_BEFORE), '09:00');

export const alertAt = (deadline: Instant): Instant => instantAt(addDays(dayOf(deadline), ALERT_DAYS_AFTER));

/**
 * The last day on which a family can answer: the day before the deadline, which is the first moment that is too late.
 */
export const lastDayToAnswer = (deadline: Instant): Day => addDays(dayOf(deadline), -1);

/** The later of the deadline and the hand-over of the reminder + 48 h. */
export function effectiveDeadline(deadline: Instant, remindedAt: Instant): Instant {
  const afterReminder = addHours(remindedAt, HOURS_AFTER_REMINDER);
  return afterReminder > deadline ? afterReminder : deadline;
}

/**
 * What a letter printed at `printedAt` says: its family has 48 hours from then at least. The offer itself ends only once
 * its reminder was handed over.
 */
export const answerableUntil = (
  offer: { deadline: Instant; remindedAt: Instant | null; effectiveDeadline: Instant },
  printedAt: Instant,
): Instant => (offer.remindedAt === null ? effectiveDeadline(offer.deadline, printedAt) : offer.effectiveDeadline);

/**
 * Whether an offer can no longer be answered. Every answer and every page about an offer uses this rule, whether or not
 * the expiry job has run; seats and closings count an offer as open until its end is written. No offer expires before
 * its reminder was handed over.
 */
export const isExpired = (offer: { remindedAt: Instant | null; effectiveDeadline: Instant }, now: Instant): boolean =>
  offer.remindedAt !== null && now >= offer.effectiveDeadline;

/**
 * How staff see the time left to answer. The deadline may have passed while the reminder is not yet handed over: the
 * family may then still answer.
 */
export type TimeToAnswer = 'open' | 'reminder_awaited' | 'over';

export function timeToAnswer(
  offer: { remindedAt: Instant | null; effectiveDeadline: Instant },
  now: Instant,
): TimeToAnswer {
  if (now < offer.effectiveDeadline) return 'open';
  return isExpired(offer, now) ? 'over' : 'reminder_awaited';
}

/** The last minute in which an answer counts, as people read it. The deadline itself is already too late. */
export const lastMomentToAnswer = (offer: { effectiveDeadline: Instant }): Instant =>
  addMinutes(offer.effectiveDeadline, -1);
