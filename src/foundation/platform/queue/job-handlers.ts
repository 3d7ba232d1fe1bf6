import { Injectable } from '@nestjs/common';
import type { Id } from '../../kernel/ids.js';
import type { JobPayload, JobType } from '../../kernel/job-type.js';
import type { Tx } from '../database/index.js';

/** Handles one type of job. Jobs are delivered at least once, so both steps must be safe to run again. */
export interface JobHandler<Payload extends JobPayload = JobPayload, Outcome = unknown> {
  readonly type: JobType<Payload>;
  /** Work outside the database, such as a mail server. It runs before the transaction. */
  outside?(payload: Payload, job: { id: Id; attempt: number }): Promise<Outcome>;
  /** Work in the same transaction that marks the job as done. */
  handle(tx: Tx, payload: Payload, outcome: Outcome): Promise<void>;
}

/** The handlers of jobs. Each feature registers those of its own job types when its module starts. */
@Injectable()
export class JobHandlers {
  private readonly handlers = new Map<string, JobHandler>();

  register<Payload extends JobPayload, Outcome>(handler: JobHandler<Payload, Outcome>): void {
    if (this.handlers.has(handler.type)) throw new Error(`Two handlers for job type ${handler.type}`);
    this.handlers.set(handler.type, handler as unknown as JobHandler);
  }

  /** Types whose jobs wait for something outside the database: a mail server, a calendar, a disk. */
  slowTypes(): string[] {
    return [...this.handlers.values()].filter(({ outside }) => outside !== undefined).map(({ type }) => type);
  }

  get(type: string): JobHandler {
    const handler = this.handlers.get(type);
    if (!handler) throw new Error(`No handler for job type ${type}`);
    return handler;
  }
}
