import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import { findJobs, type Job, type JobState } from '../../../foundation/platform/queue/index.js';
import { onlyOf, taskAt, taskKey, type SessionTask, type TaskPayload } from '../domain/session-dates.js';
import type { CommissionSession } from '../persistence/commission.entities.js';

interface TaskJob {
  readonly state: JobState;
  readonly runAt: Instant;
  readonly finishedAt: Instant | null;
}

/**
 * When a task was done, or will be. A session that sits on another day than planned has other dates from then on, which
 * are not those of what was done before.
 * @param planned the moment that follows from the date of the session
 */
export function taskMoment(job: TaskJob | undefined, planned: Instant): Instant {
  if (job?.state === 'done') return job.finishedAt ?? planned;
  return job?.state === 'waiting' ? job.runAt : planned;
}

/**
 * Those to whom a task could not be written, because nobody has said where: it is taken up again each day for them.
 * Null for a task that has written to all, or has not been due yet.
 */
export const unreachedBy = ({ state, payload }: Pick<Job, 'state' | 'payload'>): readonly Id[] | null =>
  state === 'waiting' ? (onlyOf(payload as TaskPayload) ?? null) : null;

/** {@link taskMoment} of one task of each session; null where it was cancelled, so that nobody was asked. */
export async function findTaskMoments(
  from: Reader | Tx,
  task: SessionTask,
  sessions: readonly { readonly session: Pick<CommissionSession, 'id' | 'startsAt'>; readonly noticeDays: number }[],
): Promise<Map<Id, Instant | null>> {
  const jobs = await findJobs(
    from,
    sessions.map(({ session }) => taskKey(session.id, task)),
  );
  return new Map(
    sessions.map(({ session: { id, startsAt }, noticeDays }) => {
      const job = jobs.find(({ key }) => key === taskKey(id, task));
      return [id, job?.state === 'cancelled' ? null : taskMoment(job, taskAt(task, startsAt, noticeDays))];
    }),
  );
}
