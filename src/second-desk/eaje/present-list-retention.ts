import { Injectable, type OnModuleInit } from '@nestjs/common';
import { jobType } from '../../foundation/kernel/job-type.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { Traces } from '../../foundation/platform/erasures/index.js';
import { Nightly } from '../../foundation/platform/queue/index.js';
import { SealedFiles } from '../../foundation/platform/sealed-files/index.js';
import { emptyListsWithoutFile } from './persistence/present-lists.queries.js';

const JOB = jobType('eaje.present-list-retention');
const HOUR = '03:50';

/** Forgets, every night, what was written of lists of present children whose file is erased. */
@Injectable()
export class PresentListRetention implements OnModuleInit {
  constructor(
    private readonly nightly: Nightly,
    private readonly files: SealedFiles,
    private readonly traces: Traces,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.nightly.every(JOB, HOUR, (tx) => this.run(tx));
  }

  private async run(tx: Tx): Promise<boolean> {
    if ((await emptyListsWithoutFile(tx, this.files.ownersOf('present-list'))) > 0) await this.traces.removeAfter(tx);
    return false;
  }
}
