import type { Id } from '../../../foundation/kernel/ids.js';
import { jobType, type JobType } from '../../../foundation/kernel/job-type.js';
import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { addDays, dayOf, instantAt, type Day, type Instant, type TimeOfDay } from '../../../foundation/kernel/time.js';

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
/**
 * The tasks that are cancelled once the list is fixed, because there is nothing left to ask for. Members are called
 * before, and whoever could not be is tried again until the session sits.
 */
export const BEFORE_FREEZE: readonly SessionTask[] = SESSION_TASKS.filter(
  (task) => task !== 'minutes' && task !== 'call',
);

export const taskAt = (task: SessionTask, startsAt: Instant, noticeDays: number): Instant =>
  instantAt(addDays(dayOf(startsAt), -(task === 'call' ? noticeDays : LEAD[task])), TIME[task]);

export interface PassedTask {
  readonly task: SessionTask;
  readonly at: Instant;
}

/**
 * The tasks of a session whose day has come already when it is planned, or moved to a nearer day. They are done at once.
 * @param movedFrom when it was to sit before: what was past then is no news
 */
export const passedTasks = (
  startsAt: Instant,
  noticeDays: number,
  now: Instant,
  movedFrom: Instant | null = null,
): PassedTask[] =>
  SESSION_TASKS.filter((task) => movedFrom === null || taskAt(task, movedFrom, noticeDays) > now)
    .map((task) => ({ task, at: taskAt(task, startsAt, noticeDays) }))
    .filter(({ at }) => at <= now)
    .sort((a, b) => (a.at < b.at ? -1 : 1));

/** Whether the day of a session is past: nothing is sent about it any more, and it can be moved to any coming day. */
export const isDayPast = (startsAt: Instant, today: Day): boolean => dayOf(startsAt) < today;

export const taskKey = (sessionId: Id, task: SessionTask): string => `session:${sessionId}:${task}`;
/** What the job of a task is about: all whom it writes to, or those only to whom it could not be written before. */
export type TaskPayload = { readonly sessionId: Id } | { readonly sessionId: Id; readonly only: readonly Id[] };
export const onlyOf = (payload: TaskPayload): readonly Id[] | undefined =>
  'only' in payload ? payload.only : undefined;

export const taskType = (task: SessionTask): JobType<TaskPayload> => jobType(`session.${task}`);

/**
 * Refuses to fix a list before its day, while families may still answer, until the person confirms it.
 * @param confirmed the day on which the person confirmed, or nothing
 */
export function freezingRefusal(planned: Day, today: Day, confirmed?: Day): Refusal | null {
  if (planned <= today || confirmed === today) return null;
  return refuse('session.earlyFreeze', { day: planned, today });
}

/**
 * Refuses to open a session on another day than its own, until the person confirms that it sits today.
 * @param confirmed the day that the person confirmed, or nothing
 */
export function openingRefusal(planned: Day, today: Day, confirmed?: Day): Refusal | null {
  if (planned === today || confirmed === today) return null;
  return refuse('session.otherDay', { day: planned, today });
}

/**
 * The day before which something has to be said to count for a session: that on which its list is fixed. Null once this
 * day has come. A list that waits for places is still open then, but nobody knows for how long: families are asked
 * nothing more, and whoever is asked is given no day that is past.
 */
export function answerBefore(startsAt: Instant, noticeDays: number, today: Day): Day | null {
  const fixed = dayOf(taskAt('freeze', startsAt, noticeDays));
  return today < fixed ? fixed : null;
}
