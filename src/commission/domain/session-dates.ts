import type { Id } from '../../kernel/ids.js';
import { jobType, type JobType } from '../../kernel/job-type.js';
import { refuse, type Refusal } from '../../kernel/refusal.js';
import { addDays, dayOf, instantAt, type Day, type Instant, type TimeOfDay } from '../../kernel/time.js';

/** What follows from the date of a session, each a job of the queue (domain.md §8). */
export const SESSION_TASKS = [
  'places',
  'places_again',
  'places_last',
  'confirm',
  'proofs',
  'call',
  'freeze',
  'minutes',
] as const;
export type SessionTask = (typeof SESSION_TASKS)[number];

/** Directors are asked three times. After the last time, the coordinator has to act. */
export const PLACES_TASKS = ['places', 'places_again', 'places_last'] as const satisfies readonly SessionTask[];
export type PlacesTask = (typeof PLACES_TASKS)[number];

/**
 * Days before the session. `call` is missing, because each body has its own notice. A negative number is days after
 * it: those within which minutes are signed.
 */
const LEAD: Record<Exclude<SessionTask, 'call'>, number> = {
  places: 21,
  places_again: 10,
  places_last: 6,
  confirm: 21,
  proofs: 14,
  freeze: 5,
  minutes: -8,
};
const TIME: Record<SessionTask, TimeOfDay> = {
  places: '09:00',
  places_again: '09:00',
  places_last: '09:00',
  confirm: '09:00',
  proofs: '09:30',
  call: '09:00',
  freeze: '18:00',
  minutes: '09:00',
};
/** The tasks that are cancelled once the list is fixed, because there is nothing left to ask for. */
export const BEFORE_FREEZE: readonly SessionTask[] = SESSION_TASKS.filter((task) => task !== 'minutes');

export const taskAt = (task: SessionTask, startsAt: Instant, noticeDays: number): Instant =>
  instantAt(addDays(dayOf(startsAt), -(task === 'call' ? noticeDays : LEAD[task])), TIME[task]);

export const taskKey = (sessionId: Id, task: SessionTask): string => `session:${sessionId}:${task}`;
export const taskType = (task: SessionTask): JobType<{ sessionId: Id }> => jobType(`session.${task}`);

/**
 * Refuses to open a session on another day than its own, until the person confirms that it sits today.
 * @param confirmed the day that the person confirmed, or nothing
 */
export function openingRefusal(planned: Day, today: Day, confirmed?: Day): Refusal | null {
  if (planned === today || confirmed === today) return null;
  return refuse('session.otherDay', { day: planned, today });
}

/**
 * Whether families may be asked what they have to say before the list is fixed. From that day on the question would name
 * a day that is past.
 */
export const mayAskFamilies = (startsAt: Instant, noticeDays: number, today: Day): boolean =>
  today < dayOf(taskAt('freeze', startsAt, noticeDays));
