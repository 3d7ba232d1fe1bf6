import type { DataSource } from 'typeorm';
import { Tx } from './tx.js';
import { UnitOfWork } from './unit-of-work.js';

/** serialization_failure and deadlock_detected: the same work, tried again, may succeed. */
const RETRIED = new Set(['40001', '40P01']);
const ATTEMPTS = 5;

/** One pool transaction per unit; row locks and constraints keep units apart. */
export class PostgresUnitOfWork extends UnitOfWork {
  constructor(private readonly source: DataSource) {
    super();
  }

  protected async execute<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.attempt(work);
      } catch (error) {
        const code = (error as { driverError?: { code?: string } }).driverError?.code;
        if (attempt >= ATTEMPTS || !code || !RETRIED.has(code)) throw error;
      }
    }
  }

  private async attempt<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.source.createQueryRunner();
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
      await runner.release();
    }
  }
}
