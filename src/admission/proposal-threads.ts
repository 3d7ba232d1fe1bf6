import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Config } from '../config/index.js';
import { ThreadPool } from '../platform/threads/index.js';
import type { EngineProposal, Instance, Locks } from '../matching/index.js';

/** A commission that sits asks again within minutes. */
const IDLE_MILLIS = 10 * 60_000;

/** Whole proposals, computed beside the event loop: no page waits for another's. */
@Injectable()
export class ProposalThreads implements OnModuleDestroy {
  /** Flags of Node for the threads. Tests run from sources, and name the loader of these. */
  readonly flags: string[] = [];
  private pool: ThreadPool<Instance, Locks, EngineProposal> | null = null;

  constructor(private readonly config: Config) {}

  /**
   * @param instance the same object for all that is asked of one session: it is handed over once
   * @param before the instance of the same session that this one follows
   */
  compute(instance: Instance, locks: Locks, before: Instance | null = null): Promise<EngineProposal> {
    this.pool ??= new ThreadPool({
      entry: new URL('./proposal-thread.js', import.meta.url),
      size: this.config.PROPOSAL_THREADS,
      flags: this.flags,
      idleMillis: IDLE_MILLIS,
    });
    return this.pool.ask(instance, locks, before);
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool?.close();
  }
}
