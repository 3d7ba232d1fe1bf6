import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { jobType } from '../../foundation/kernel/job-type.js';
import { addMonths, instantAt } from '../../foundation/kernel/time.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { Traces } from '../../foundation/platform/erasures/index.js';
import { Nightly } from '../../foundation/platform/queue/index.js';
import { SealedFiles } from '../../foundation/platform/sealed-files/index.js';
import { deleteDraftsWithoutFile } from './persistence/import-files.queries.js';
import { emptyLinesBefore } from './persistence/import-lines.queries.js';

const JOB = jobType('triage.import-retention');
const HOUR = '03:30';
/** After a year, a line that became no request is of no use to anybody. */
const LINE_MONTHS = 12;

/**
 * Deletes, every night, lists that were never imported and whose file is erased, and the text of lines that became no
 * request.
 */
@Injectable()
export class ImportRetention implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly nightly: Nightly,
    private readonly traces: Traces,
    private readonly files: SealedFiles,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.nightly.every(JOB, HOUR, (tx) => this.run(tx));
  }

  private async run(tx: Tx): Promise<boolean> {
    // Files are erased earlier in the night, at the date that each of them has.
    await deleteDraftsWithoutFile(tx, this.files.ownersOf('import'));
    // The fingerprint stays, so that importing the list again does not bring these lines back.
    const lines = await emptyLinesBefore(tx, instantAt(addMonths(this.clock.today(), -LINE_MONTHS)));
    if (lines > 0) await this.traces.removeAfter(tx);
    return false;
  }
}
