import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig, type Config } from '../foundation/config/index.js';
import type { Id } from '../foundation/kernel/ids.js';
import { BackupError, restoreBackup, type DatabaseSettings } from '../foundation/platform/backup/index.js';
import { sayRestored, verifyStored } from '../foundation/platform/audit-chain/index.js';
import { migrationNames } from '../foundation/platform/database/index.js';
import { ErasureLog, erasureLogIn } from '../foundation/platform/erasures/index.js';
import { keepFilesPrivate } from '../foundation/platform/files/index.js';
import { FileKeys } from '../foundation/platform/sealed-files/file-keys.js';
import { SystemClock } from '../foundation/platform/time/index.js';

const USAGE = `Usage: npm run restore -- FILE --identity KEYFILE [--to TARGET] [--replace] [--erasures LOG | --no-erasures]
  FILE           a backup, its manifest beside it
  --identity     the secret key that opens it
  --to           a file (SQLite) or postgres://… (an empty database); the server's own (SQLITE_FILE, DATABASE_URL) unless said
  --replace      take the place of the data that is there, which is kept aside; the server must be stopped
  --erasures     who was forgotten since (unless said: erasures.log beside FILE); --no-erasures: forget nobody again`;

const tell = (line: string): void => void process.stdout.write(`${line}\n`);

function targetOf(to: string | undefined, config: Config): DatabaseSettings {
  // The role that may make tables, where the application's may not.
  const url = to ?? config.DATABASE_OWNER_URL ?? config.DATABASE_URL;
  if (url !== undefined && /^postgres(ql)?:\/\//.test(url)) return { DATABASE_URL: url };
  return { DATABASE_URL: undefined, SQLITE_FILE: to ?? config.SQLITE_FILE };
}

/**
 * Starts the application, which migrates the restored database, and erases again the dossiers that were erased since
 * the backup. The application is imported only here, because a refused restore does not need it.
 */
async function bringUpToDate(
  config: Config,
  { keys, forgotten, server }: { keys: FileKeys; forgotten: readonly Id[] | null; server: Config | null },
): Promise<void> {
  const [{ NestFactory }, { AppModule }, { Erasures }, { SealedFiles }, { Reader }] = await Promise.all([
    import('@nestjs/core'),
    import('../app.module.js'),
    import('../dossier/dossier/index.js'),
    import('../foundation/platform/sealed-files/index.js'),
    import('../foundation/platform/database/index.js'),
  ]);
  const app = await NestFactory.createApplicationContext(AppModule.with(config), {
    logger: ['fatal', 'error'],
    abortOnError: false,
  });
  try {
    const lacking = await app.get(SealedFiles).lackingKeys(app.get(Reader), keys);
    if (lacking.length > 0)
      tell(`Files of families do NOT open without these keys, bring them back (FILES_KEYS): ${lacking.join(' ')}`);
    if (server) await sayRestored(server, app.get(Reader), new SystemClock().now());
    if (!forgotten) return;
    const { erased, kept } = await app.get(Erasures).again(forgotten);
    tell(`Forgotten again since that day: ${erased} dossier(s)`);
    if (kept.length > 0)
      tell(
        `NOT forgotten, a place is held in the restored data (end it, then: npm run operate -- erase-again LOG): ${kept.join(' ')}`,
      );
  } finally {
    await app.close();
  }
}

/** Says whether the journal of the restored database is as it was sealed and anchored. */
async function tellJournal(restored: Config, server: Config): Promise<void> {
  const { segments, findings, faults } = await verifyStored(restored, {
    now: new SystemClock().now(),
    isCopy: true,
    anchorsOf: server,
  });
  if (findings.length === 0 && faults.length === 0) tell(`The journal is whole (${segments} segments)`);
  else tell('The journal is NOT as it was sealed or anchored (npm run audit:verify -- --copy says what differs)');
}

/** The dossiers that were erased according to the log of erasures. @returns null when none is to be erased again */
async function forgottenSince(file: string, said: string | undefined, none: boolean): Promise<readonly Id[] | null> {
  if (none) return null;
  const path = said ?? erasureLogIn(dirname(file));
  const log = new ErasureLog(path);
  if (!log.exists)
    throw new BackupError(
      `${path} does not exist: families forgotten since the backup would be back. Bring the newest log from ` +
        `where backups are written, or say --no-erasures`,
    );
  const { dossierIds, unreadable } = await log.readIds();
  if (unreadable > 0)
    throw new BackupError(`${unreadable} line(s) of ${path} cannot be read: mend or remove them first`);
  return dossierIds;
}

/** `npm run restore`: turns a backup into a database on which the server can start. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      identity: { type: 'string' },
      to: { type: 'string' },
      replace: { type: 'boolean', default: false },
      erasures: { type: 'string' },
      'no-erasures': { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new BackupError(USAGE);
  const config = readConfig('tool');
  keepFilesPrivate(config);
  const forgotten = await forgottenSince(file, values.erasures, values['no-erasures']);
  const clock = new SystemClock();
  const target = targetOf(values.to, config);
  await restoreBackup({
    file,
    identity: values.identity ?? null,
    target,
    replace: values.replace,
    migrations: migrationNames(),
    now: () => clock.now(),
    tell,
    bringUpToDate: async (database) => {
      const restored = config.onDatabase(database);
      await bringUpToDate(restored, {
        keys: new FileKeys(config.onDatabase(target)),
        forgotten,
        server: values.to === undefined ? config : null,
      });
      await tellJournal(restored, config);
    },
  });
}

main().catch((error: unknown) => {
  const { code, message, stack } = error as Error & { code?: string };
  const known = error instanceof BackupError || error instanceof ConfigError;
  process.stderr.write(`${code?.startsWith('ERR_PARSE_ARGS') ? USAGE : known ? message : stack}\n`);
  process.exitCode = 2;
});
