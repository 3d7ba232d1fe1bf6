import type { DataSource } from 'typeorm';
import { isTransient } from './transient.js';
import { Tx } from './tx.js';
import { UnitOfWork } from './unit-of-work.js';

const ATTEMPTS = 5;

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
      }
    }
  }

  private async attempt<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.source.createQueryRunner();
    this.underWay += 1;
    await runner.startTransaction();
    const tx = new Tx(runner.manager, 'postgres');
    try {
      const value = await work(tx);
      await runner.commitTransaction();
      tx.committed();
      return value;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      this.underWay -= 1;
      await runner.release();
    }
  }
}
