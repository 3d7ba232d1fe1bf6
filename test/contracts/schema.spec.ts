import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';

/** Columns that name another row: by convention `<something>Id` (or a code), and each is indexed. */
const isReference = (name: string): boolean => /[a-z]Id$/.test(name);
/** References that are never looked up by: they are read with their row. */
const NOT_LOOKED_UP = new Set(['seat_ledger.section_id', 'child_request.sibling_provider_id']);

describe.each(DATABASES)('the schema on %s', (kind) => {
  let test: TestApp;
  let source: DataSource;
  beforeAll(async () => {
    test = await startApp(kind);
    source = test.app.get<DataSource>(getDataSourceToken('writer'));
  });
  afterAll(() => test.close());

  it('is what the entities say: the migrations lack nothing', async () => {
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('indexes every reference', () => {
    const unindexed = source.entityMetadatas.flatMap((entity) => {
      const leading = new Set([
        ...entity.indices.map((index) => index.columns[0]?.databaseName),
        ...entity.uniques.map((unique) => unique.columns[0]?.databaseName),
        entity.primaryColumns[0]?.databaseName,
      ]);
      return entity.columns
        .filter((column) => isReference(column.propertyName) && !leading.has(column.databaseName))
        .map((column) => `${entity.tableName}.${column.databaseName}`)
        .filter((name) => !NOT_LOOKED_UP.has(name));
    });
    expect(unindexed).toEqual([]);
  });

  // @asvs 16.2.2
  it('keeps every moment as UTC text and every civil date as text', () => {
    const types = source.entityMetadatas.flatMap((entity) => entity.columns.map((column) => String(column.type)));
    expect(
      [...new Set(types)].filter((type) => !['varchar', 'text', 'integer', 'boolean', 'simple-json'].includes(type)),
    ).toEqual([]);
  });
});
