import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { addDays, instantAt, type Day, type Instant, type TimeOfDay } from '../../../foundation/kernel/time.js';
import { EARLIEST, LATEST, LONGEST_DAYS, LONGEST_MINUTES, SHORTEST_MINUTES } from './slots.js';

export const MOST_SEATS = 300;
/** How many of one family may come. */
export const PERSONS = ['1', '2', '3', '4'] as const;

export interface WantedMeeting {
  readonly day: Day;
  readonly time: TimeOfDay;
  readonly minutes: number;
  readonly seats: number;
}

/** Why a meeting cannot be opened as it is typed, or null. */
export function judgeMeeting(
  { day, time, minutes, seats }: WantedMeeting,
  { now, today, isClosed }: { now: Instant; today: Day; isClosed: (day: Day) => boolean },
): Refusal | null {
  if (instantAt(day, time) <= now) return refuse('appointment.pastDay');
  if (day > addDays(today, LONGEST_DAYS)) return refuse('appointment.tooLong', { days: LONGEST_DAYS });
  if (isClosed(day)) return refuse('meeting.closed', { day });
  if (time < EARLIEST || time > LATEST) return refuse('appointment.hours');
  if (minutes < SHORTEST_MINUTES || minutes > LONGEST_MINUTES) return refuse('appointment.length');
  return seats < 1 || seats > MOST_SEATS ? refuse('meeting.seats', { most: MOST_SEATS }) : null;
}

/** How many more persons may come. */
export const seatsLeft = (seats: number, booked: readonly { readonly persons: number }[]): number =>
  Math.max(0, seats - booked.reduce((sum, { persons }) => sum + persons, 0));

/** Why a family cannot come with so many, or null. @param others what the other families have booked */
export function judgeSeats(
  seats: number,
  others: readonly { readonly persons: number }[],
  persons: number,
): Refusal | null {
  const left = seatsLeft(seats, others);
  if (persons <= left) return null;
  return left === 0 ? refuse('meeting.full') : refuse('meeting.fewLeft', { left });
}
