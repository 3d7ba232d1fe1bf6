import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { readConfig } from '../../src/foundation/config/index.js';
import { dataSourceOptions } from '../../src/foundation/platform/database/index.js';
import { PostgresUnitOfWork } from '../../src/foundation/platform/database/postgres-unit-of-work.js';
import { freshDatabase, type TestDatabase } from '../support/app.js';
import { TcpGate } from '../support/tcp-gate.js';

const LIMITS = { DATABASE_CONNECT_SECONDS: '1', DATABASE_STATEMENT_SECONDS: '4', DATABASE_LOCK_SECONDS: '2' };

/** PostgreSQL alone: SQLite is a file of this process. */
describe('units of work and a troubled server (postgres)', () => {
  let database: TestDatabase;
  let gate: TcpGate;
  let source: DataSource;
  let unitOfWork: PostgresUnitOfWork;

  beforeAll(async () => {
    database = await freshDatabase('postgres');
    const url = new URL(database.config.DATABASE_URL!);
    gate = await TcpGate.before(new URL(`postgres://${url.hostname}:${url.port || 5432}`));
    url.host = `127.0.0.1:${gate.port}`;
    const config = readConfig('test', { DATABASE_URL: url.href, LOG_LEVEL: 'silent', ...LIMITS });
    source = await new DataSource(dataSourceOptions(config, [], 'writer')).initialize();
    await source.query('CREATE TABLE held (id integer PRIMARY KEY, n integer)');
    await source.query('INSERT INTO held VALUES (1, 0), (2, 0)');
    unitOfWork = new PostgresUnitOfWork(source);
  });
  afterAll(async () => {
    await source.destroy();
    await gate.close();
    await database.drop();
  });

  it('counts no unit under way whose connection was refused: background work goes on', async () => {
    gate.shut();
    await expect(unitOfWork.run(async () => undefined)).rejects.toThrow();
    expect(unitOfWork.waiting).toBe(0);
    gate.reopen();
    expect(await unitOfWork.run(async (tx) => (await tx.sql('SELECT 1 AS n')).length)).toBe(1);
    expect(unitOfWork.waiting).toBe(0);
  });

  it('gives up a statement that does not end', async () => {
    const began = performance.now();
    await expect(unitOfWork.run((tx) => tx.sql('SELECT pg_sleep(20)'))).rejects.toThrow(/statement timeout/);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('gives up waiting for a row that another unit holds', async () => {
    let free = (): void => undefined;
    const freed = new Promise<void>((resolve) => {
      free = resolve;
    });
    let hold = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      hold = resolve;
    });
    const holder = unitOfWork.run(async (tx) => {
      await tx.write('UPDATE held SET n = n + 1 WHERE id = 1 RETURNING n');
      hold();
      await freed;
    });
    await held;
    // PostgreSQL looks for deadlocks after a second: this is none.
    await expect(
      unitOfWork.run((tx) => tx.write('UPDATE held SET n = n + 1 WHERE id = 1 RETURNING n')),
    ).rejects.toThrow(/lock timeout/);
    free();
    await holder;
  });

  it('runs units that meet again, each after a pause of its own, until all are done', async () => {
    const crossed = (first: number, second: number) =>
      unitOfWork.run(async (tx) => {
        for (const id of [first, second]) {
          await tx.write('UPDATE held SET n = n + 1 WHERE id = :id RETURNING n', { id });
          await new Promise((resolve) => {
            setTimeout(resolve, 30);
          });
        }
      });
    const before = await source.query<{ n: number }[]>('SELECT n FROM held ORDER BY id');
    await Promise.all([crossed(1, 2), crossed(2, 1)]);
    const after = await source.query<{ n: number }[]>('SELECT n FROM held ORDER BY id');
    expect(after.map(({ n }, index) => n - before[index]!.n)).toEqual([2, 2]);
  });
});
