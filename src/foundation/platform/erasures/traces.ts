import { Global, Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { jobType } from '../../kernel/job-type.js';
import { tomorrowAt } from '../../kernel/time.js';
import { DatabaseFile, type Tx } from '../database/index.js';
import { JobHandlers, Queue } from '../queue/index.js';

const TRUNCATE = jobType('erasure.truncate-log');
const REWRITE = jobType('erasure.rewrite-file');
/** After the night's other work: retention, figures. */
const HOUR = '04:50';

/**
 * Removes the remains of erased rows from the files of the database. The write-ahead log is emptied at once. Copies of
 * rows in pages that were split are removed in the following night. Both are jobs, so that a process that is killed
 * meanwhile does them when it is back. One job of each kind waits, however many families are erased.
 */
@Injectable()
export class Traces implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly queue: Queue,
    private readonly handlers: JobHandlers,
    private readonly file: DatabaseFile,
  ) {}

  onModuleInit(): void {
    this.handlers.register({ type: TRUNCATE, outside: () => this.file.truncateLog(), handle: () => Promise.resolve() });
    this.handlers.register({ type: REWRITE, outside: () => this.file.rewrite(), handle: () => Promise.resolve() });
  }

  /** Plans both jobs in the transaction that erases. */
  async removeAfter(tx: Tx): Promise<void> {
    const now = this.clock.now();
    await this.queue.plan(tx, TRUNCATE, {}, { key: TRUNCATE });
    await this.queue.ensure(tx, REWRITE, { at: tomorrowAt(now, HOUR), key: REWRITE });
  }
}

@Global()
@Module({ providers: [Traces], exports: [Traces] })
export class ErasuresModule {}
