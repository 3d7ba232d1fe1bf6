import { AsyncLocalStorage } from 'node:async_hooks';
import { NeededFirst } from './needed-first.js';
import type { Tx } from './tx.js';

/**
 * The units that the code now running is in. One for the process: each promise pays for each storage there is, and a
 * process of the tests starts hundreds of applications.
 */
const open = new AsyncLocalStorage<ReadonlySet<UnitOfWork>>();

/**
 * The only opener of transactions. `work` must do database work and nothing else: on PostgreSQL it may run again after
 * a conflict, and on SQLite other units wait for it.
 */
export abstract class UnitOfWork {
  private readonly inside: AsyncLocalStorage<ReadonlySet<UnitOfWork>> | null;

  /**
   * @param detectNesting whether to refuse a unit inside a unit, which would otherwise wait for itself for ever.
   * Detecting it follows each promise, and that costs a tenth of the throughput before Node 24. Production on Node 20
   * and 22 therefore does without: the tests detect such mistakes.
   */
  constructor(detectNesting: boolean) {
    this.inside = detectNesting ? open : null;
  }

  /**
   * Commits what `work` wrote and returns its result, or rolls everything back and throws on. Work that lacks
   * something ({@link NeededFirst}) runs again from its beginning once that is there.
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
    const around = inside.getStore() ?? new Set();
    if (around.has(this)) throw new Error('A unit of work is already open here: pass its tx along');
    return this.execute((tx) => inside.run(new Set([...around, this]), () => work(tx)));
  }

  /**
   * Does `work` while no unit of this process is open, on a database that has one writer (SQLite). Units wait until it
   * is done, so `work` must open none. On PostgreSQL units do not exclude each other, so `work` starts at once.
   */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    if (this.inside?.getStore()?.has(this))
      throw new Error('A unit of work is open here: nothing can be done alone within it');
    return this.executeAlone(work);
  }

  protected executeAlone<T>(work: () => Promise<T>): Promise<T> {
    return work();
  }

  /** How many units are waiting or under way. Background work gives way to them. */
  abstract get waiting(): number;

  protected abstract execute<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/**
 * Nesting is detected where following promises costs nothing (Node 24), and in tests, where finding the mistake
 * matters more than speed.
 */
export const detectsNesting = (live: boolean): boolean => !live || Number(process.versions.node.split('.')[0]) >= 24;
