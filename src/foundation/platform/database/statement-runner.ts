import type { EntityManager } from 'typeorm';

/** Runs one statement and returns its rows, or none when the statement returns nothing. */
export type RunStatement = (sql: string, values: readonly unknown[]) => Promise<unknown>;

interface SqliteStatement {
  readonly reader: boolean;
  all(...values: unknown[]): unknown[];
  run(...values: unknown[]): unknown;
}
interface SqliteConnection {
  prepare(sql: string): SqliteStatement;
}

/** Our own statements are few, so all are kept prepared. Those of the query builder do not come here. */
const MOST_STATEMENTS = 1000;

/** better-sqlite3 cannot bind a boolean. */
const bound = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : value);

const caches = new WeakMap<SqliteConnection, Map<string, SqliteStatement>>();

function prepared(connection: SqliteConnection, sql: string): SqliteStatement {
  const cache = caches.get(connection) ?? new Map<string, SqliteStatement>();
  caches.set(connection, cache);
  let statement = cache.get(sql);
  if (!statement) {
    if (cache.size >= MOST_STATEMENTS) cache.clear();
    statement = connection.prepare(sql);
    cache.set(sql, statement);
  }
  return statement;
}

/**
 * On SQLite, runs statements directly on the connection that TypeORM holds, and keeps them prepared. TypeORM's query
 * runner adds events and log calls to each, which took longer than SQLite itself
 * (docs/decisions/0008-row-statements.md).
 */
export function statementRunner(manager: EntityManager): RunStatement {
  const source = manager.dataSource;
  if (source.options.type === 'postgres') return (sql, values) => manager.query(sql, values as unknown[]);
  const connection = (source.driver as unknown as { databaseConnection: SqliteConnection }).databaseConnection;
  return async (sql, values) => {
    const statement = prepared(connection, sql);
    const parameters = values.map(bound);
    if (statement.reader) return statement.all(...parameters);
    statement.run(...parameters);
    return [];
  };
}
