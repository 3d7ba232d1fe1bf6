import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { addDays, type Day } from '../../../foundation/kernel/time.js';
import type { SlotMask } from '../../../foundation/kernel/week-schedule.js';
import { countHalfDays } from './seat-claim.js';

const WEEK = 7;

/** The first day, from one on, on which a child comes; null where no half-day is chosen. */
export function nextDayOfCare(slots: SlotMask, from: Day): Day | null {
  for (let later = 0; later < WEEK; later += 1) {
    const day = addDays(from, later);
    if (countHalfDays(slots, day, day) > 0) return day;
  }
  return null;
}

/** The next day of care, where the child does not come on this one; null where it does. */
function betterDay(slots: SlotMask, day: Day): Day | null {
  const next = nextDayOfCare(slots, day);
  return next === day ? null : next;
}

/** A first day is one on which the child comes: no seat is held for it on any other. */
export function judgeFirstDay(slots: SlotMask, day: Day): Refusal | null {
  const next = betterDay(slots, day);
  return next === null ? null : refuse('placement.dayWithoutCare', { day, next });
}

/** The same of the day from which it comes for its whole time. */
export function judgeWholeTime(slots: SlotMask, day: Day): Refusal | null {
  const next = betterDay(slots, day);
  return next === null ? null : refuse('placement.startWithoutCare', { day, next });
}
