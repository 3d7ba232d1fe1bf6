import { Injectable, type OnModuleInit } from '@nestjs/common';
import { jobType } from '../../foundation/kernel/job-type.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { Traces } from '../../foundation/platform/erasures/index.js';
import { Nightly } from '../../foundation/platform/queue/index.js';
import { SealedFiles } from '../../foundation/platform/sealed-files/index.js';
import { emptyMinderListsWithoutFile } from './persistence/minder-lists.queries.js';

const JOB = jobType('minder-lists.retention');
const HOUR = '03:55';

/** Forgets, every night, the lines written anew of lists of childminders whose file is erased. */
@Injectable()
export class MinderListRetention implements OnModuleInit {
  constructor(
    private readonly nightly: Nightly,
    private readonly files: SealedFiles,
    private readonly traces: Traces,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.nightly.every(JOB, HOUR, (tx) => this.run(tx));
  }

  private async run(tx: Tx): Promise<boolean> {
    if ((await emptyMinderListsWithoutFile(tx, this.files.ownersOf('minder-list'))) > 0)
      await this.traces.removeAfter(tx);
    return false;
  }
}
