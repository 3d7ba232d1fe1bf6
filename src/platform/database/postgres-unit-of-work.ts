import { setTimeout } from 'node:timers/promises';
import type { DataSource, QueryRunner } from 'typeorm';
import { isTransient } from './transient.js';
import { Tx } from './tx.js';
import { UnitOfWork } from './unit-of-work.js';

const ATTEMPTS = 5;
/**
 * Two units that met would meet again if both began again at once: each waits for a time of its own, longer each time.
 */
const FIRST_PAUSE_MILLIS = 20;
const pauseAfter = (attempt: number): number => FIRST_PAUSE_MILLIS * 2 ** (attempt - 1) * (0.5 + Math.random());

/** One pool transaction per unit; row locks and constraints keep units apart. */
export class PostgresUnitOfWork extends UnitOfWork {
  constructor(
    private readonly source: DataSource,
    detectNesting = true,
  ) {
    super(detectNesting);
  }

  private underWay = 0;

  get waiting(): number {
    return this.underWay;
  }

  protected async execute<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.attempt(work);
      } catch (error) {
        if (attempt >= ATTEMPTS || !isTransient(error)) throw error;
        await setTimeout(pauseAfter(attempt));
      }
    }
  }

  private async attempt<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    this.underWay += 1;
    try {
      return await this.within(this.source.createQueryRunner(), work);
    } finally {
      // Of a connection that was refused too: background work gives way to units under way, and would do so for ever.
      this.underWay -= 1;
    }
  }

  private async within<T>(runner: QueryRunner, work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      await runner.startTransaction();
      const tx = new Tx(runner.manager, 'postgres');
      const value = await work(tx);
      await runner.commitTransaction();
      tx.committed();
      return value;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}
