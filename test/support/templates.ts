import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { readConfig } from '../../src/foundation/config/index.js';
import { ENTITIES } from '../../src/entities.js';
import { dataSourceOptions, openAndMigrate } from '../../src/foundation/platform/database/data-sources.js';
import { SHARED_KEYS } from './raised-limits.js';

/** Runs a statement on the server's own database, where databases are made and dropped. */
export async function admin(statement: string): Promise<unknown[]> {
  const source = await new DataSource({ type: 'postgres', url: process.env['TEST_DATABASE_URL'] }).initialize();
  const rows = await source.query<unknown[]>(statement);
  await source.destroy();
  return rows;
}

/** The address of a database of the tests' server. */
export const urlOf = (name: string): string =>
  Object.assign(new URL(process.env['TEST_DATABASE_URL']!), { pathname: `/${name}` }).href;

/** The name that `scripts/run-suites.js` gave this run. Every database of it begins so, and is dropped by it at the end. */
export const RUN = process.env['TEST_RUN']!;
/** What this worker's templates are called. Each worker makes its own, so that none waits for another. */
const template = (): string => `${RUN}_template_${process.pid}`;

async function migrate(settings: Record<string, string>): Promise<void> {
  const source = await openAndMigrate(dataSourceOptions(readConfig('test', settings), ENTITIES, 'writer'));
  await source.destroy();
}

/** Copies the file of an empty database that has every migration. It is made at the first call. */
export async function copyMigratedFile(target: string): Promise<void> {
  const folder = join(tmpdir(), RUN);
  const made = join(folder, `${template()}.sqlite`);
  if (!existsSync(made)) {
    mkdirSync(folder, { recursive: true });
    // Given its name when it is whole: a worker may be replaced while it writes.
    await migrate({ SQLITE_FILE: `${made}.begun` });
    renameSync(`${made}.begun`, made);
  }
  copyFileSync(made, target);
}

/** Makes a database as a copy of an empty one that has every migration, which is made at the first call. */
export async function copyMigratedDatabase(name: string): Promise<void> {
  const made = template();
  if ((await admin(`SELECT 1 FROM pg_database WHERE datname = '${made}'`)).length === 0) {
    await admin(`DROP DATABASE IF EXISTS ${made}_begun WITH (FORCE)`);
    await admin(`CREATE DATABASE ${made}_begun`);
    await migrate({ DATABASE_URL: urlOf(`${made}_begun`), ...SHARED_KEYS });
    await admin(`ALTER DATABASE ${made}_begun RENAME TO ${made}`);
  }
  await admin(`CREATE DATABASE ${name} TEMPLATE ${made}`);
}
