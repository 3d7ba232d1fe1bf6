import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ClientBase } from 'pg';
import { DataSource, DefaultNamingStrategy, type DataSourceOptions } from 'typeorm';
import type { Config } from '../../config/index.js';
import { grantToApplication, ownerOptions } from './owner.js';
import { MIGRATIONS } from './migrations/index.js';

/** Names are camelCase in the code and snake_case in the database. */
class SnakeNaming extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string, prefixes: string[]): string {
    return [...prefixes, customName || propertyName]
      .join('_')
      .replace(/([A-Z])/g, (letter) => `_${letter.toLowerCase()}`);
  }
}

export type EntityClass = new () => object;

interface SqliteConnection {
  pragma(text: string, options?: { simple: boolean }): unknown;
}

const common = (entities: EntityClass[]) => ({
  entities,
  migrations: MIGRATIONS,
  migrationsTransactionMode: 'all' as const,
  namingStrategy: new SnakeNaming(),
  synchronize: false,
});

function sqliteOptions(file: string, entities: EntityClass[], readOnly: boolean): DataSourceOptions {
  mkdirSync(dirname(file), { recursive: true });
  return {
    ...common(entities),
    type: 'better-sqlite3',
    database: file,
    // A second process may hold the file, such as an import beside the server: wait for it rather than fail.
    timeout: 10_000,
    statementCacheSize: 500,
    prepareDatabase: (connection: SqliteConnection) => {
      connection.pragma('journal_mode = WAL');
      // WAL alone means NORMAL, which loses acknowledged rows at a power cut.
      connection.pragma('synchronous = FULL');
      connection.pragma('cache_size = -32000');
      // Deleted rows are overwritten, so that an erased family does not stay readable in the pages of the file.
      connection.pragma('secure_delete = ON');
      if (readOnly) connection.pragma('query_only = ON');
      else if (connection.pragma('synchronous', { simple: true }) !== 2)
        throw new Error('SQLite is not at synchronous=FULL');
      else if (connection.pragma('secure_delete', { simple: true }) !== 1)
        throw new Error('SQLite is not at secure_delete=ON');
    },
  };
}

/**
 * Time limits for PostgreSQL: a server that does not answer, a statement that does not end, a unit that stands still.
 * Without them, every later request would wait behind it.
 */
const postgresLimits = (config: Config) => ({
  statement_timeout: config.DATABASE_STATEMENT_SECONDS * 1000,
  idle_in_transaction_session_timeout: config.DATABASE_STATEMENT_SECONDS * 1000,
  lock_timeout: config.DATABASE_LOCK_SECONDS * 1000,
});

/**
 * The pool listens to a connection while nobody holds it, and TypeORM once it has been handed one. A server that stops
 * just as it accepts a connection speaks in between: without a listener, that error would end the process.
 */
const listenFromTheStart = (client: ClientBase): void => void client.on('error', () => undefined);

function postgresOptions(config: Config, entities: EntityClass[], readOnly: boolean): DataSourceOptions {
  return {
    ...common(entities),
    type: 'postgres',
    url: config.DATABASE_URL!,
    poolSize: 10,
    connectTimeoutMS: config.DATABASE_CONNECT_SECONDS * 1000,
    extra: {
      ...postgresLimits(config),
      onConnect: listenFromTheStart,
      ...(readOnly ? { options: '-c default_transaction_read_only=on' } : {}),
    },
  };
}

/** The writer opens transactions (UnitOfWork). The reader's connections cannot write at all. */
export function dataSourceOptions(
  config: Config,
  entities: EntityClass[],
  role: 'writer' | 'reader',
): DataSourceOptions {
  const readOnly = role === 'reader';
  return config.DATABASE_URL
    ? postgresOptions(config, entities, readOnly)
    : sqliteOptions(config.SQLITE_FILE, entities, readOnly);
}

/** Opens the writer and migrates the schema. Processes that start together migrate one after the other. */
export async function openAndMigrate(options: DataSourceOptions): Promise<DataSource> {
  if (options.type === 'postgres') await migratePostgres(options);
  const source = await new DataSource(options).initialize();
  if (options.type !== 'postgres') await source.runMigrations();
  return source;
}

/**
 * Migrates as the role that owns the tables, where that is not the one of the application (DATABASE_OWNER_URL), and says
 * anew what the application may do with them.
 */
export async function migrateAsOwner(options: DataSourceOptions, config: Config): Promise<void> {
  const owner = ownerOptions(options, config);
  if (owner) await migratePostgres(owner, (source) => grantToApplication(source, config));
}

/**
 * Migrates on connections without time limits. A migration may last long, and so may waiting for another process that
 * migrates.
 */
async function migratePostgres(
  options: DataSourceOptions & { type: 'postgres' },
  afterwards?: (source: DataSource) => Promise<void>,
): Promise<void> {
  const source = await new DataSource({ ...options, poolSize: 2, extra: {} }).initialize();
  const lock = source.createQueryRunner();
  await lock.query('SELECT pg_advisory_lock(7110)');
  try {
    await source.runMigrations();
    await afterwards?.(source);
  } finally {
    await lock.query('SELECT pg_advisory_unlock(7110)');
    await lock.release();
    await source.destroy();
  }
}

/** Empties the database, for `--fresh` of the demonstration. Production never calls this. */
export async function resetDatabase(config: Config): Promise<void> {
  if (!config.DATABASE_URL) {
    for (const suffix of ['', '-wal', '-shm']) rmSync(config.SQLITE_FILE + suffix, { force: true });
    return;
  }
  const source = await new DataSource({ type: 'postgres', url: config.DATABASE_URL }).initialize();
  await source.query('DROP SCHEMA public CASCADE');
  await source.query('CREATE SCHEMA public');
  await source.destroy();
}
