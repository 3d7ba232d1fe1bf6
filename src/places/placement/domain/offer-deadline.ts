import { holidayOn, isWeekend } from '../../../territory/calendar/domain/index.js';
import {
  addDays,
  addHours,
  addMinutes,
  dayOf,
  instantAt,
  type Day,
  type Instant,
} from '../../../foundation/kernel/time.js';

/** A family has at least two days to answer after the reminder has reached it (domain.md §9). */
export const HOURS_AFTER_REMINDER = 48;
const REMINDER_DAYS_BEFORE = 3;
/** When the reminder is still not handed over this many days after the deadline, an agent has to act. */
const ALERT_DAYS_AFTER = 5;

/** So many working days a family has to answer in any case, however soon care starts. */
const FEWEST_WORKING_DAYS = 3;

/** The day that comes so many working days after another. */
export function afterWorkingDays(today: Day, count: number): Day {
  let day = today;
  for (let left = count; left > 0;) {
    day = addDays(day, 1);
    if (!isWeekend(day) && holidayOn(day) === null) left -= 1;
  }
  return day;
}

/**
 * The last day that a new offer gives to answer (decision 0128): so many days, but the eve of the first day of care
 * where that comes sooner. Three working days stay in any case, or the usual days where these are fewer: the answer may
 * then come after care could have started.
 * @param days usually given
 * @param from the first day of care
 */
export function lastDayGiven(today: Day, days: number, from: Day): Day {
  const usual = addDays(today, days);
  const eve = addDays(from, -1);
  if (eve >= usual) return usual;
  const fewest = afterWorkingDays(today, FEWEST_WORKING_DAYS);
  const least = fewest < usual ? fewest : usual;
  return eve > least ? eve : least;
}

/** The deadline of an offer: the end, in Europe/Paris, of the last day given to answer. */
export const deadlineOf = (lastDay: Day): Instant => instantAt(addDays(lastDay, 1));

export const reminderAt = (deadline: Instant): Instant =>
  instantAt(addDays(dayOf(deadline), -REMINDER_DAYS_BEFORE), '09:00');

export const alertAt = (deadline: Instant): Instant => instantAt(addDays(dayOf(deadline), ALERT_DAYS_AFTER));

/**
 * The last day on which a family can answer: the day before the deadline, which is the first moment that is too late.
 */
export const lastDayToAnswer = (deadline: Instant): Day => addDays(dayOf(deadline), -1);

/**
 * The last day to answer of an offer that is given so many days more: at most the eve of the first day of care. They
 * are counted from the last day that the family has, or from today where its reminder is late. Null when that leaves no
 * day more.
 */
export function lastDayOfLongerDelay(
  { effectiveDeadline, from }: { readonly effectiveDeadline: Instant; readonly from: Day },
  today: Day,
  days: number,
): Day | null {
  const now = lastDayToAnswer(effectiveDeadline);
  const [wanted, eve] = [addDays(now > today ? now : today, days), addDays(from, -1)];
  const last = wanted < eve ? wanted : eve;
  return deadlineOf(last) > effectiveDeadline ? last : null;
}

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
 * the expiry job has run; seats count an offer as open until its end is written, and a closing writes it first. No offer expires before
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

/** The first day of an accepted place: not before it was accepted, and within the place that was offered. */
export function firstDayOf({ from, to }: { readonly from: Day; readonly to: Day }, acceptedOn: Day): Day {
  const first = from > acceptedOn ? from : acceptedOn;
  return first > to ? to : first;
}
