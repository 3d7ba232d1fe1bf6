import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import type { JobPayload } from '../../kernel/job-type.js';
import { addMinutes, type Instant } from '../../kernel/time.js';
import { listOf, Reader, UnitOfWork, type SqlParameters } from '../database/index.js';
import type { JobState } from './job.entity.js';

/** Nine tries over about eight hours, then a person looks (state `failed`). */
export const MAX_ATTEMPTS = 9;
/** A claimed job that says nothing for this long is tried again by whoever is there. */
export const LEASE_MINUTES = 2;
/** Why a job failed that never came to its end: it stopped the process that ran it, each time. */
export const NEVER_ENDED = 'never-ended';

export interface ClaimedJob {
  readonly id: Id;
  readonly type: string;
  readonly payload: JobPayload;
  readonly attempt: number;
  /** Until when it is the claimer's. Also names the claim: who no longer finds it in the row has lost the job. */
  readonly lease: Instant;
  /** Of the request that asked for it. */
  readonly correlation: string | null;
}

/** Jobs of these types, or of all others; at least one type. */
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

/** Takes jobs for one worker. The claim itself sets the next try: a crash right after needs nobody's help. */
@Injectable()
export class JobClaims {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** What is due, oldest first. @param kinds all types when absent */
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

  /** Those of these jobs that a relay has found due and nobody has claimed, moved or cancelled since. */
  async published(ids: readonly Id[]): Promise<ClaimedJob[]> {
    const list = listOf('id', ids);
    // Materialized: the rows are found by their ids, whatever PostgreSQL believes of how many wait.
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
