import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { addMonths, instantAt } from '../kernel/time.js';
import type { Tx } from '../platform/database/index.js';
import { Traces } from '../platform/erasures/index.js';
import { Nightly } from '../platform/queue/index.js';

const JOB = 'triage.import-retention';
const HOUR = '03:30';
/** A line that became no request says nothing to anybody a year after. */
const LINE_MONTHS = 12;

/**
 * Every night, drops files whose time is over, lists that were never imported, and the words of lines that became
 * nothing.
 */
@Injectable()
export class ImportRetention implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly nightly: Nightly,
    private readonly traces: Traces,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.nightly.every(JOB, HOUR, (tx) => this.run(tx));
  }

  private async run(tx: Tx): Promise<boolean> {
    // A list whose import has not ended is still needed, however long that takes.
    const files = await tx.write(
      `DELETE FROM import_content WHERE kept_until < :now AND batch_id NOT IN (SELECT id FROM import_batch
        WHERE state = 'running') RETURNING batch_id`,
      { now: this.clock.now() },
    );
    await tx.write(
      `DELETE FROM import_batch WHERE state = 'draft' AND id NOT IN (SELECT batch_id FROM import_content) RETURNING id`,
    );
    // The fingerprint stays: importing the list again does not bring them back.
    const lines = await tx.write(
      `UPDATE import_row SET raw = '', problems = '[]' WHERE request_id IS NULL AND raw <> ''
         AND batch_id IN (SELECT id FROM import_batch WHERE at < :limit) RETURNING id`,
      { limit: instantAt(addMonths(this.clock.today(), -LINE_MONTHS)) },
    );
    if (files.length + lines.length > 0) await this.traces.removeAfter(tx);
    return false;
  }
}
