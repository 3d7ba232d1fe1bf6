import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import type { JobPayload } from '../../kernel/job-type.js';
import { addMinutes, type Instant } from '../../kernel/time.js';
import { listOf, Reader, UnitOfWork, type SqlParameters } from '../database/index.js';
import type { JobState } from './job.entity.js';

/** Nine tries over about eight hours. After that a person has to look at the job (state `failed`). */
export const MAX_ATTEMPTS = 9;
/** A claimed job that has not ended after this time may be claimed again by any process. */
export const LEASE_MINUTES = 2;
/** The reason of a job that failed without ever ending: each time, the process that ran it stopped. */
export const NEVER_ENDED = 'never-ended';

export interface ClaimedJob {
  readonly id: Id;
  readonly type: string;
  readonly payload: JobPayload;
  readonly attempt: number;
  /**
   * Until when the claim holds. It also identifies the claim: a process that no longer finds this value in the row has
   * lost the job.
   */
  readonly lease: Instant;
  /** The correlation of the request that asked for the job. */
  readonly correlation: string | null;
}

/** Selects jobs by type: `in` says whether these types, or all others. The list has at least one type. */
export interface JobKinds {
  readonly types: readonly string[];
  readonly in: boolean;
}

interface ClaimedRow {
  readonly id: Id;
  readonly type: string;
  readonly payload: string;
  readonly attempts: number | string;
  readonly state: JobState;
  readonly correlation: string | null;
}

/**
 * Claims jobs for one worker. The claim itself already plans the next try, so that a crash right after it needs no
 * repair.
 */
@Injectable()
export class JobClaims {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** Claims what is due, oldest first. @param kinds all types when absent */
  async due(limit: number, kinds?: JobKinds): Promise<ClaimedJob[]> {
    const now = this.clock.now();
    const types = listOf('type', kinds?.types ?? []);
    const due = `state = 'waiting' AND run_at <= :now${kinds ? ` AND type ${kinds.in ? 'IN' : 'NOT IN'} (${types.sql})` : ''}`;
    const parameters = { now, ...types.parameters };
    if ((await this.reader.sql<{ n: number }>(`SELECT 1 AS n FROM job WHERE ${due} LIMIT 1`, parameters)).length === 0)
      return [];
    return this.claim(
      (lock) => `SELECT id FROM job WHERE ${due} ORDER BY run_at, id LIMIT ${Math.trunc(limit)} ${lock}`,
      parameters,
    );
  }

  /** Claims, of these published jobs, those that nobody has claimed, moved or cancelled since. */
  async published(ids: readonly Id[]): Promise<ClaimedJob[]> {
    const list = listOf('id', ids);
    // Materialized, so that PostgreSQL always finds the rows by their ids, whatever it estimates about the number of
    // waiting jobs.
    return this.claim(
      (
        lock,
      ) => `WITH held AS MATERIALIZED (SELECT id, state, published_at FROM job WHERE id IN (${list.sql}) ORDER BY id ${lock})
                 SELECT id FROM held WHERE state = 'waiting' AND published_at IS NOT NULL`,
      list.parameters,
    );
  }

  private async claim(which: (lock: string) => string, parameters: SqlParameters): Promise<ClaimedJob[]> {
    const now = this.clock.now();
    const lease = addMinutes(now, LEASE_MINUTES);
    const exhausted = `attempts >= ${MAX_ATTEMPTS}`;
    const rows = await this.unitOfWork.run((tx) =>
      tx.write<ClaimedRow>(
        `UPDATE job SET attempts = attempts + 1, run_at = :lease, published_at = NULL,
                state = CASE WHEN ${exhausted} THEN 'failed' ELSE state END,
                last_error = CASE WHEN ${exhausted} THEN '${NEVER_ENDED}' ELSE last_error END,
                finished_at = CASE WHEN ${exhausted} THEN :claimedAt ELSE finished_at END
         WHERE id IN (${which(tx.dialect === 'postgres' ? 'FOR UPDATE SKIP LOCKED' : '')})
         RETURNING id, type, payload, attempts, state, correlation`,
        { ...parameters, claimedAt: now, lease },
      ),
    );
    return rows
      .filter((row) => row.state === 'waiting')
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, type, payload, attempts, correlation }) => ({
        id,
        type,
        payload: JSON.parse(payload) as JobPayload,
        attempt: Number(attempts),
        lease,
        correlation,
      }));
  }
}
