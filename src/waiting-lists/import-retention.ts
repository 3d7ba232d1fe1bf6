import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { addMonths, instantAt } from '../kernel/time.js';
import type { Tx } from '../platform/database/index.js';
import { Traces } from '../platform/erasures/index.js';
import { Nightly } from '../platform/queue/index.js';
import { deleteDraftsWithoutFile, deleteFilesBefore } from './persistence/import-files.queries.js';
import { emptyLinesBefore } from './persistence/import-lines.queries.js';

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
    const files = await deleteFilesBefore(tx, this.clock.now());
    await deleteDraftsWithoutFile(tx);
    // The fingerprint stays: importing the list again does not bring them back.
    const lines = await emptyLinesBefore(tx, instantAt(addMonths(this.clock.today(), -LINE_MONTHS)));
    if (files + lines > 0) await this.traces.removeAfter(tx);
    return false;
  }
}
