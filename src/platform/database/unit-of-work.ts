import { AsyncLocalStorage } from 'node:async_hooks';
import { NeededFirst } from './needed-first.js';
import type { Tx } from './tx.js';

/**
 * The only opener of transactions. `work` must do nothing but database work: it may be run again after a conflict
 * (PostgreSQL), and on SQLite others wait for it.
 */
export abstract class UnitOfWork {
  private readonly inside: AsyncLocalStorage<true> | null;

  /**
   * @param detectNesting refuse a unit inside a unit instead of letting it wait for itself. Following each promise
   * costs a tenth of the throughput before Node 24, so production on Node 20 and 22 does without: the tests have found
   * it.
   */
  constructor(detectNesting: boolean) {
    this.inside = detectNesting ? new AsyncLocalStorage<true>() : null;
  }

  /**
   * Commits what `work` wrote and answers its result, or rolls all of it back and rethrows. Work that needs something
   * first ({@link NeededFirst}) runs again once that is there.
   */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let times = 1; ; times += 1) {
      try {
        return await this.once((tx) => {
          tx.timesBegun = times;
          return work(tx);
        });
      } catch (error) {
        if (!(error instanceof NeededFirst)) throw error;
        await error.make();
      }
    }
  }

  private async once<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const { inside } = this;
    if (!inside) return this.execute(work);
    if (inside.getStore()) throw new Error('A unit of work is already open here: pass its tx along');
    return this.execute((tx) => inside.run(true, () => work(tx)));
  }

  /**
   * Does `work` while no unit of this process is open on a database that has one writer (SQLite): units wait in line
   * meanwhile. `work` opens no unit. PostgreSQL keeps units apart by itself, and nobody waits.
   */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    if (this.inside?.getStore()) throw new Error('A unit of work is open here: nothing can be done alone within it');
    return this.executeAlone(work);
  }

  protected executeAlone<T>(work: () => Promise<T>): Promise<T> {
    return work();
  }

  /** How many units wait for their turn or are under way: background work gives way to them. */
  abstract get waiting(): number;

  protected abstract execute<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/** Where following promises is free (Node 24) or where finding a mistake matters more than speed. */
export const detectsNesting = (live: boolean): boolean => !live || Number(process.versions.node.split('.')[0]) >= 24;
