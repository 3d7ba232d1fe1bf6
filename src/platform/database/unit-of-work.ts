import { AsyncLocalStorage } from 'node:async_hooks';
import type { Tx } from './tx.js';

const inside = new AsyncLocalStorage<true>();

/**
 * The only opener of transactions. `work` must do nothing but database work: it may be run again after a conflict
 * (PostgreSQL), and on SQLite others wait for it.
 */
export abstract class UnitOfWork {
  /** Commits what `work` wrote and answers its result, or rolls all of it back and rethrows. */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (inside.getStore()) throw new Error('A unit of work is already open here: pass its tx along');
    return this.execute((tx) => inside.run(true, () => work(tx)));
  }

  /** How many units wait for their turn or are under way: background work gives way to them. */
  abstract get waiting(): number;

  protected abstract execute<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}
