import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { HeardNames1795847100000 } from '../../src/foundation/platform/database/migrations/1795847100000-heard-names.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { seedCommissions } from '../support/commission.js';
import { duplicatesWorld } from '../support/duplicates.js';

describe.each(DATABASES)('the names of an older database, as they are heard (%s)', (kind) => {
  let test: TestApp;
  const heard = async (): Promise<string[]> =>
    (
      await test.app
        .get(Reader)
        .sql<{ key: string }>(
          `SELECT request_id || ' ' || value AS key FROM duplicate_key WHERE value LIKE 'heard:%' ORDER BY 1`,
        )
    ).map(({ key }) => key);

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    const world = duplicatesWorld(test);
    for (const [index, surname] of [
      'Gauthier',
      'Da Silva',
      'Wójcik',
      'Ouali',
      'Szymański',
      'Lefèvre',
      'N’Guyen',
      'Ö',
    ].entries())
      await world.deposit(
        { surname, phone: `06212325${String(10 + index)}`, email: null },
        { surname, firstName: `Khaled${index}`, birthDate: '2026-02-14' },
      );
  });
  afterAll(() => test.close());

  it('are written by the migration as they are for whoever arrives now', async () => {
    const written = await heard();
    expect(written.length).toBeGreaterThan(20);
    await test.app
      .get(UnitOfWork)
      .run((tx) => tx.write(`DELETE FROM duplicate_key WHERE value LIKE 'heard:%' RETURNING id`));
    const runner = test.app.get<DataSource>(getDataSourceToken('writer')).createQueryRunner();
    await new HeardNames1795847100000().up(runner);
    expect(await heard()).toEqual(written);
  });
});
