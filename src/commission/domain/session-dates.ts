import { addDays, dayOf, instantAt, type Instant, type TimeOfDay } from '../../kernel/time.js';

/** What follows from the date of a session, each a job of the queue (domain.md §8). */
export const SESSION_TASKS = ['places', 'confirm', 'call', 'freeze'] as const;
export type SessionTask = (typeof SESSION_TASKS)[number];

/** Days before the session; `call` is the body's own notice. */
const LEAD: Record<Exclude<SessionTask, 'call'>, number> = { places: 21, confirm: 21, freeze: 5 };
const TIME: Record<SessionTask, TimeOfDay> = { places: '09:00', confirm: '09:00', call: '09:00', freeze: '18:00' };

export const taskAt = (task: SessionTask, startsAt: Instant, noticeDays: number): Instant =>
  instantAt(addDays(dayOf(startsAt), -(task === 'call' ? noticeDays : LEAD[task])), TIME[task]);

export const taskKey = (sessionId: string, task: SessionTask): string => `session:${sessionId}:${task}`;
export const taskType = (task: SessionTask): string => `session.${task}`;
