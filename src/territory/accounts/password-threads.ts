import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ThreadPool, threadProgram } from '../../foundation/platform/threads/index.js';
import type { PasswordQuestion } from './password-guesses.js';

/** The thread ends soon after its answer, because people rarely choose a password. */
const IDLE_MILLIS = 30_000;
/** The thread keeps its lists, whatever is asked. */
const LISTS = {};

/** Says how soon a password is guessed, in a thread of its own. */
@Injectable()
export class PasswordThreads implements OnModuleDestroy {
  private pool: ThreadPool<object, PasswordQuestion, number> | null = null;

  countGuesses(question: PasswordQuestion): Promise<number> {
    this.pool ??= new ThreadPool({
      entry: threadProgram('accounts/password-thread'),
      size: 1,
      idleMillis: IDLE_MILLIS,
    });
    return this.pool.ask(LISTS, question);
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool?.close();
  }
}
