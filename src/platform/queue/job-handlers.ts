import { Injectable } from '@nestjs/common';
import type { Id } from '../../kernel/ids.js';
import type { JobPayload, JobType } from '../../kernel/job-type.js';
import type { Tx } from '../database/index.js';

/** Delivery is at least once: both steps must bear being run again. */
export interface JobHandler<Payload extends JobPayload = JobPayload, Outcome = unknown> {
  readonly type: JobType<Payload>;
  /** Work outside the database (a mail server), before the transaction. */
  outside?(payload: Payload, job: { id: Id; attempt: number }): Promise<Outcome>;
  /** Work in the transaction that marks the job done. */
  handle(tx: Tx, payload: Payload, outcome: Outcome): Promise<void>;
}

/** Each feature registers the handlers of its own job types when its module starts. */
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
