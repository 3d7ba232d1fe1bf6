import { Injectable } from '@nestjs/common';
import type { Id } from '../../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../../foundation/kernel/refusal.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../../foundation/platform/database/index.js';
import { findJobs, JobDesk, type Job } from '../../../foundation/platform/queue/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { mayRunFor } from '../bodies/body.policy.js';
import { SESSION_TASKS, taskKey, type SessionTask } from '../domain/session-dates.js';
import { isComing } from '../domain/session-lifecycle.js';
import { CommissionSession } from '../persistence/commission.entities.js';
import { isIncomplete, type SessionTaskRow } from './session-rows.js';

export interface SessionJob {
  readonly task: SessionTask;
  readonly state: Exclude<SessionTaskRow['state'], 'none' | 'early'>;
  readonly dueAt: Instant;
  /** Null while the job is not over. */
  readonly endedAt: Instant | null;
  readonly attempts: number;
  /** The failure code of the last try (failure-reason.ts of the queue); null when it did not fail. */
  readonly reason: string | null;
  readonly mayRun: boolean;
}

/** The jobs that follow from a session's date, as the queue has them, and what its coordinator may do with them. */
@Injectable()
export class SessionJobs {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly desk: JobDesk,
    private readonly audit: Audit,
  ) {}

  /**
   * The latest job of each task, in the order in which they are due. @throws NotFound for a person who does not run
   * the session
   */
  async listJobs(actor: Actor, sessionId: Id): Promise<SessionJob[]> {
    const session = await this.sessionOf(this.reader, actor, sessionId);
    const jobs = await this.findLatestJobs(this.reader, sessionId);
    return jobs.map(([task, job]) => ({
      task,
      state: job.state === 'waiting' && isIncomplete(task, session, job) ? 'incomplete' : job.state,
      dueAt: job.runAt,
      endedAt: job.finishedAt,
      attempts: job.attempts,
      reason: job.lastError,
      mayRun: job.state === 'failed' || (job.state === 'waiting' && !isTooEarly(task, session)),
    }));
  }

  /**
   * Runs now a job that was planned for later, or that has failed. When two people press at the same time, it runs
   * once: the second finds it due or being run.
   * @throws DomainError when the job is over
   */
  runTask(actor: Actor, sessionId: Id, task: SessionTask): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const session = await this.sessionOf(tx, actor, sessionId);
      const job = (await this.findLatestJobs(tx, sessionId)).find(([planned]) => planned === task)?.[1];
      if (!job) throw new NotFound('job');
      if (job.state !== 'waiting' && job.state !== 'failed') throw new DomainError(refuse('sessionJob.over'));
      if (isTooEarly(task, session)) throw new DomainError(refuse('sessionJob.tooEarly'));
      const outcome =
        job.state === 'failed' ? await this.desk.runAgain(tx, job.id) : await this.desk.runNow(tx, job.id);
      await this.audit.changed(tx, actor, 'session.job-run', { kind: 'session', id: sessionId }, { task, outcome });
    });
  }

  private async findLatestJobs(from: Reader | Tx, sessionId: Id): Promise<[SessionTask, Job][]> {
    const jobs = await findJobs(
      from,
      SESSION_TASKS.map((task) => taskKey(sessionId, task)),
    );
    return SESSION_TASKS.flatMap((task): [SessionTask, Job][] => {
      const job = jobs.find(({ key }) => key === taskKey(sessionId, task));
      return job ? [[task, job]] : [];
    }).sort(([, a], [, b]) => (a.runAt < b.runAt ? -1 : 1));
  }

  private async sessionOf(from: Reader | Tx, actor: Actor, sessionId: Id): Promise<CommissionSession> {
    const session = await from.findOne(CommissionSession, { id: sessionId });
    if (!session || !mayRunFor(actor, session.bodyId)) throw new NotFound('session');
    return session;
  }
}

/**
 * Whether a task cannot be run early. Minutes cannot be signed before the session has closed, so the reminder would be
 * wasted.
 */
const isTooEarly = (task: SessionTask, { state }: CommissionSession): boolean => task === 'minutes' && isComing(state);
