import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ThreadPool, ThreadStopped, threadProgram } from '../threads/index.js';
import { LONGEST_SECONDS, MOST_MEGABYTES_OF_THREAD } from './limits.js';
import type { ProblemFacts, WorkbookProblemCode } from './problem.js';
import type { Workbook } from './workbook.js';

export type WorkbookAnswer =
  | { readonly ok: true; readonly workbook: Workbook }
  | { readonly ok: false; readonly code: WorkbookProblemCode; readonly facts: ProblemFacts };

/** People look at a list for some minutes after they sent it, and each page reads it again. */
const IDLE_MILLIS = 60_000;
/** All files go to one thread: nothing of one is kept for the next. */
const NO_SUBJECT = {};

/** Reads workbooks in a thread of its own, with a limit of time and of memory. */
@Injectable()
export class WorkbookThreads implements OnModuleDestroy {
  private pool: ThreadPool<object, Uint8Array, WorkbookAnswer> | null = null;

  /** The texts of the cells, or why the file is not read. */
  async readWorkbook(bytes: Uint8Array): Promise<WorkbookAnswer> {
    this.pool ??= new ThreadPool({
      entry: threadProgram('platform/workbooks/workbook-thread'),
      size: 1,
      idleMillis: IDLE_MILLIS,
      longestMillis: LONGEST_SECONDS * 1000,
      megabytes: MOST_MEGABYTES_OF_THREAD,
    });
    try {
      return await this.pool.ask(NO_SUBJECT, bytes);
    } catch (error) {
      if (error instanceof ThreadStopped)
        return { ok: false, code: error.why === 'time' ? 'tooSlow' : 'tooLarge', facts: {} };
      throw error;
    }
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool?.close();
  }
}
