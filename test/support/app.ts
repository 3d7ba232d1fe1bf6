import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { In } from 'typeorm';
import { readConfig, type Config } from '../../src/foundation/config/index.js';
import { createApp } from '../../src/create-app.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { createLog, type Log } from '../../src/foundation/platform/logging/index.js';
import { oneClock, TravellingClock, type Clocks } from '../../src/foundation/platform/time/index.js';
import { AUDIT_CHAIN_JOBS } from '../../src/foundation/platform/audit-chain/index.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Job } from '../../src/foundation/platform/queue/job.entity.js';
import type { CapturedLog } from './captured-log.js';
import { RAISED_LIMITS, SHARED_KEYS } from './raised-limits.js';
import { watchFamilies } from './families-shown.js';
import { watchReads } from './reads-write-nothing.js';
import { testNow } from './test-time.js';
import { admin, copyMigratedDatabase, copyMigratedFile, RUN, urlOf } from './templates.js';

export type DatabaseKind = 'sqlite' | 'postgres';

/**
 * SQLite, unless a run before had it (TEST_WITHOUT_SQLITE=1), and PostgreSQL when TEST_DATABASE_URL names a server. Each
 * test gets a database of its own on that server.
 */
export const DATABASES: DatabaseKind[] = [
  ...(process.env['TEST_WITHOUT_SQLITE'] === '1' ? [] : (['sqlite'] as const)),
  ...(process.env['TEST_DATABASE_URL'] ? (['postgres'] as const) : []),
];

export interface TestDatabase {
  readonly config: Config;
  drop(): Promise<void>;
}

/** An empty database of the test's own, without any table. @param settings further settings, by name */
export function freshDatabase(kind: DatabaseKind, settings: Record<string, string> = {}): Promise<TestDatabase> {
  return makeDatabase(kind, settings, {
    file: async () => {},
    database: async (name) => void (await admin(`CREATE DATABASE ${name}`)),
  });
}

/** A database of the test's own that has every migration and no row. @param settings further settings, by name */
export function migratedDatabase(kind: DatabaseKind, settings: Record<string, string> = {}): Promise<TestDatabase> {
  return makeDatabase(kind, settings, { file: copyMigratedFile, database: copyMigratedDatabase });
}

async function makeDatabase(
  kind: DatabaseKind,
  settings: Record<string, string>,
  make: { file(path: string): Promise<void>; database(name: string): Promise<void> },
): Promise<TestDatabase> {
  if (kind === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'marelle-'));
    const file = join(folder, 'test.sqlite');
    await make.file(file);
    return {
      config: readConfig('test', {
        SQLITE_FILE: file,
        LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
        ...RAISED_LIMITS,
        ...settings,
      }),
      drop: async () => rmSync(folder, { recursive: true, force: true }),
    };
  }
  const name = `${RUN}_${newId().replaceAll('-', '')}`;
  await make.database(name);
  return {
    config: readConfig('test', {
      DATABASE_URL: urlOf(name),
      LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
      ...RAISED_LIMITS,
      ...SHARED_KEYS,
      AUDIT_ANCHORS: join(tmpdir(), `${name}.audit-anchors`),
      ...settings,
    }),
    drop: async () => {
      await admin(`DROP DATABASE ${name} WITH (FORCE)`);
      rmSync(join(tmpdir(), `${name}.audit-anchors`), { force: true });
    },
  };
}

/** A database whose role owns it and may do nothing else, as deploy/postgres/create-role.sh makes it. */
export async function ownedDatabase(kind: DatabaseKind): Promise<TestDatabase> {
  const database = await freshDatabase(kind);
  if (kind === 'sqlite') return database;
  const url = new URL(database.config.DATABASE_URL!);
  const name = url.pathname.slice(1);
  await admin(`CREATE ROLE ${name} LOGIN PASSWORD '${name}'`);
  await admin(`ALTER DATABASE ${name} OWNER TO ${name}`);
  return {
    config: Object.assign(database.config, {
      DATABASE_URL: Object.assign(url, { username: name, password: name }).href,
    }),
    drop: async () => {
      await database.drop();
      await admin(`DROP ROLE ${name}`);
    },
  };
}

export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly config: Config;
  close(): Promise<void>;
}

/** A clock on the time of the tests, which they move. */
export function testClocks(): Clocks {
  const clock = new TravellingClock();
  clock.travelTo(testNow());
  return oneClock(clock);
}

/** The application on the time of the tests, and never on the date of the machine. */
export const createTestApp = (config: Config, log: Log = createLog(config)): Promise<NestFastifyApplication> =>
  createApp(config, log, testClocks());

/**
 * The whole application on a database that has every migration and no row. It does not listen: use `app.inject`. The
 * journal is sealed for those who ask with `AUDIT_SEAL_MINUTES`: a test whose time passes would seal at each of its stops.
 */
export async function startApp(
  kind: DatabaseKind,
  settings: Record<string, string> = {},
  log?: CapturedLog,
): Promise<TestApp> {
  const database = await migratedDatabase(kind, settings);
  const app = await createTestApp(database.config, log?.of(database.config));
  const unitsOfReads = watchReads(app);
  const unwritten = watchFamilies(app);
  await app.init();
  if (!('AUDIT_SEAL_MINUTES' in settings))
    await app.get(UnitOfWork).run((tx) => tx.delete(Job, { type: In([...AUDIT_CHAIN_JOBS]) }));
  await app.getHttpAdapter().getInstance().ready();
  return {
    app,
    config: database.config,
    close: async () => {
      await app.close();
      await database.drop();
      if (unwritten().length > 0) throw new Error(`Shown to staff, and not in the journal:\n${unwritten().join('\n')}`);
      if (unitsOfReads().length > 0)
        throw new Error(`What is only read opened a unit of work:\n${unitsOfReads().join('\n')}`);
    },
  };
}
