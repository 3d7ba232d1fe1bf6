import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Config } from '../../foundation/config/index.js';
import { ThreadPool, threadProgram } from '../../foundation/platform/threads/index.js';
import type { EngineProposal, Instance, Locks } from '../matching/index.js';

/** Threads are kept for this long, because a commission that sits asks again within minutes. */
const IDLE_MILLIS = 10 * 60_000;

/** Computes whole proposals in threads, so that no page waits for another's proposal. */
@Injectable()
export class ProposalThreads implements OnModuleDestroy {
  private pool: ThreadPool<Instance, Locks, EngineProposal> | null = null;

  constructor(private readonly config: Config) {}

  /**
   * @param instance must be the same object for all questions about one session, so that it is sent to its thread once
   * @param before the earlier instance of the same session, if this one replaces it
   */
  compute(instance: Instance, locks: Locks, before: Instance | null = null): Promise<EngineProposal> {
    this.pool ??= new ThreadPool({
      entry: threadProgram('admission/proposal-thread'),
      size: this.config.PROPOSAL_THREADS,
      idleMillis: IDLE_MILLIS,
    });
    return this.pool.ask(instance, locks, before);
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool?.close();
  }
}
