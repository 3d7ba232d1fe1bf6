import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ThreadPool, threadProgram } from '../../../foundation/platform/threads/index.js';
import type { DecidingProofs, Rehearsal } from '../domain/deciding-proofs.js';

/** The thread ends soon after its answer, because a session is rehearsed once or twice. */
const IDLE_MILLIS = 30_000;

/** Finds deciding proofs in a thread of their own: thousands of plays wait for nobody, and make no decision wait. */
@Injectable()
export class ProofThreads implements OnModuleDestroy {
  private pool: ThreadPool<Rehearsal, null, DecidingProofs[]> | null = null;

  findDeciding(rehearsal: Rehearsal): Promise<DecidingProofs[]> {
    this.pool ??= new ThreadPool({
      entry: threadProgram('commission/sitting/proof-thread'),
      size: 1,
      idleMillis: IDLE_MILLIS,
    });
    return this.pool.ask(rehearsal, null);
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool?.close();
  }
}
