import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { addDays, addMonths, dayOf, instantAt, type Instant } from '../kernel/time.js';
import { UnitOfWork, type Tx } from '../platform/database/index.js';
import { JobHandlers, Queue } from '../platform/queue/index.js';

const JOB = 'triage.import-retention';
const HOUR = '03:30';
/** A line that became no request says nothing to anybody a year after. */
const LINE_MONTHS = 12;

const tonight = (now: Instant): Instant => instantAt(addDays(dayOf(now), 1), HOUR);

/** Every night, drops files whose time is over, lists that were never imported, and the words of lines that became nothing. */
@Injectable()
export class ImportRetention implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly queue: Queue,
    private readonly handlers: JobHandlers,
  ) {}

  async onModuleInit(): Promise<void> {
    this.handlers.register({ type: JOB, handle: (tx) => this.run(tx) });
    await this.unitOfWork.run((tx) => this.queue.ensure(tx, JOB, {}, { at: tonight(this.clock.now()), key: JOB }));
  }

  private async run(tx: Tx): Promise<void> {
    const now = this.clock.now();
    // A list whose import has not ended is still needed, however long that takes.
    await tx.write(
      `DELETE FROM import_content WHERE kept_until < :now AND batch_id NOT IN (SELECT id FROM import_batch WHERE state = 'running') RETURNING batch_id`, { now },
    );
    await tx.write(`DELETE FROM import_batch WHERE state = 'draft' AND id NOT IN (SELECT batch_id FROM import_content) RETURNING id`);
    // The fingerprint stays: importing the list again does not bring them back.
    await tx.write(
      `UPDATE import_row SET raw = '', problems = '[]' WHERE request_id IS NULL AND raw <> ''
         AND batch_id IN (SELECT id FROM import_batch WHERE at < :limit) RETURNING id`,
      { limit: instantAt(addMonths(dayOf(now), -LINE_MONTHS)) },
    );
    await this.queue.plan(tx, JOB, {}, { at: tonight(now), key: JOB });
  }
}
