import { setTimeout } from 'node:timers/promises';
import type { DataSource, QueryRunner } from 'typeorm';
import { isTransient } from './transient.js';
import { Tx } from './tx.js';
import { UnitOfWork } from './unit-of-work.js';

const ATTEMPTS = 5;
/**
 * When two units have collided, each waits before it begins again, for a random time that grows with each attempt.
 * Without it, they would begin together and collide again.
 */
const FIRST_PAUSE_MILLIS = 20;
const pauseAfter = (attempt: number): number => FIRST_PAUSE_MILLIS * 2 ** (attempt - 1) * (0.5 + Math.random());

/** Runs each unit in a transaction of the pool. Row locks and constraints keep units apart. */
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
      // A refused connection is counted down too. Otherwise this count would never reach zero, and background work
      // would give way for ever.
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
