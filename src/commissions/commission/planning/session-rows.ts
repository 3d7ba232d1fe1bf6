import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Refusal } from '../../../foundation/kernel/refusal.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import { Reader } from '../../../foundation/platform/database/index.js';
import { findJobs, type Job, type JobState } from '../../../foundation/platform/queue/index.js';
import { SESSION_TASKS, taskAt, taskKey, type SessionTask } from '../domain/session-dates.js';
import { isComing } from '../domain/session-lifecycle.js';
import { countCases } from '../persistence/case-line.queries.js';
import type { Body, CommissionSession } from '../persistence/commission.entities.js';
import { Agendas } from './agendas.js';
import { PlacesDeclarations } from './places-declarations.js';
import { taskMoment, unreachedBy } from './task-moments.js';

export interface SessionTaskRow {
  readonly task: SessionTask;
  readonly at: string;
  /**
   * `none`: a person fixed the list before that day. `early`: a person did it before that day. `incomplete`: somebody
   * could not be written to, because nobody has said where.
   */
  readonly state: JobState | 'none' | 'early' | 'incomplete';
}

export interface SessionNotices {
  readonly conflict: Refusal | null;
  /** Establishments that have not declared after the last reminder. The coordinator has to act. */
  readonly late: readonly Id[];
}

export interface SessionRow extends SessionNotices {
  readonly session: CommissionSession;
  readonly body: Body;
  readonly cases: number;
  readonly tasks: readonly SessionTaskRow[];
}

/** Whether members of a session to come could not be called. */
const isUnreached = ({ state, unreachedMemberIds }: CommissionSession): boolean =>
  isComing(state) && unreachedMemberIds !== null && unreachedMemberIds.length > 0;

/** Whether somebody could not be written to whom a task writes to. */
export const isIncomplete = (task: SessionTask, session: CommissionSession, job: Job | undefined): boolean =>
  task === 'call' ? isUnreached(session) : job !== undefined && unreachedBy(job) !== null;

/**
 * The state of a job as shown. A job is cancelled when a person did its work first, or when there is nothing left to
 * ask for.
 */
function stateOf(
  { task, at }: Pick<SessionTaskRow, 'task' | 'at'>,
  session: CommissionSession,
  job: Job | undefined,
  now: Instant,
): SessionTaskRow['state'] {
  if (isIncomplete(task, session, job)) return 'incomplete';
  const state = job?.state ?? 'none';
  const kept = state !== 'cancelled' || session.state === 'cancelled';
  const shown = kept ? state : task === 'call' || task === 'freeze' ? 'done' : 'none';
  return shown === 'done' && at > now ? 'early' : shown;
}

/** What lists say of each session. Sixty sessions take as many statements as one. */
@Injectable()
export class SessionRows {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly agendas: Agendas,
    private readonly declarations: PlacesDeclarations,
  ) {}

  /** What a person should look at before each session sits. */
  async noticesOf(
    sessions: readonly CommissionSession[],
    bodies: readonly Body[],
  ): Promise<(session: CommissionSession) => SessionNotices> {
    const clashes = sessions.some(({ state }) => isComing(state))
      ? await this.agendas.listClashes(this.reader)
      : new Map<Id, Refusal>();
    const late = await this.declarations.listLate(this.reader, sessions, bodies);
    return ({ id }) => ({ conflict: clashes.get(id) ?? null, late: late.get(id) ?? [] });
  }

  /** @param bodies include the bodies of these sessions */
  async buildRows(
    sessions: readonly CommissionSession[],
    bodies: readonly Body[],
    noticesOf?: (session: CommissionSession) => SessionNotices,
  ): Promise<SessionRow[]> {
    const notices = noticesOf ?? (await this.noticesOf(sessions, bodies));
    const cases = await countCases(
      this.reader,
      sessions.map(({ id }) => id),
    );
    const keys = sessions.flatMap(({ id }) => SESSION_TASKS.map((task) => taskKey(id, task)));
    const jobs = groupedBy(await findJobs(this.reader, keys), ({ key }) => key);
    const now = this.clock.now();
    return sessions.map((session) => {
      const body = bodies.find(({ id }) => id === session.bodyId)!;
      const tasks = SESSION_TASKS.map((task): SessionTaskRow => {
        const [job] = jobs.get(taskKey(session.id, task)) ?? [];
        const at = taskMoment(job, taskAt(task, session.startsAt, body.noticeDays));
        return { task, at, state: stateOf({ task, at }, session, job, now) };
      });
      return {
        session,
        body,
        cases: cases.get(session.id) ?? 0,
        tasks: tasks.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
        ...notices(session),
      };
    });
  }
}
