import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ThreadPool, threadProgram } from '../../foundation/platform/threads/index.js';
import type { CellSystem } from './domain/cells.js';

/** Documents of a period are made a few times a year. */
const IDLE_MILLIS = 10_000;

/** Decides which counts are not shown in a thread of its own: the tables of a period take hundreds of linear programs. */
@Injectable()
export class HidingThreads implements OnModuleDestroy {
  private pool: ThreadPool<CellSystem, 'hide', number[]> | null = null;

  /** @returns places of the cells that are not shown */
  async hideCells(system: CellSystem): Promise<Set<number>> {
    this.pool ??= new ThreadPool({
      entry: threadProgram('disclosure/hiding-thread'),
      size: 1,
      idleMillis: IDLE_MILLIS,
    });
    return new Set(await this.pool.ask(system, 'hide'));
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool?.close();
  }
}
