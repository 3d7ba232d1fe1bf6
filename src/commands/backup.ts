import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../foundation/config/index.js';
import { BackupError, makeIdentity, takeBackup } from '../foundation/platform/backup/index.js';
import { ErasureLog, erasureLogIn } from '../foundation/platform/erasures/index.js';
import { keepFilesPrivate } from '../foundation/platform/files/index.js';
import { SOURCE_ROOT } from '../foundation/source-root.js';
import { SystemClock } from '../foundation/platform/time/index.js';

const USAGE = `Usage: npm run backup                    back the database up to BACKUP_DIR, beside the running server,
                                         encrypted to BACKUP_RECIPIENTS
       npm run backup -- --unencrypted   in clear
       npm run backup -- --key [FILE]    make the key that opens backups (FILE: marelle-backup.key), once`;

const tell = (line: string): void => void process.stdout.write(`${line}\n`);

async function makeKey(file: string): Promise<void> {
  const recipient = await makeIdentity(file);
  tell(`The secret key is in ${file}. It alone opens the backups: without it they are lost.
Put it where this server cannot reach it (a password manager, a safe; two people, two places), then delete it here.
The server needs its public half only:

BACKUP_RECIPIENTS=${recipient}`);
}

async function backUp(unencrypted: boolean): Promise<void> {
  const config = readConfig('tool');
  keepFilesPrivate(config);
  if (config.BACKUP_DIR === undefined)
    throw new BackupError('BACKUP_DIR is not set: the folder that backups are written to');
  if (config.BACKUP_RECIPIENTS.length === 0 && !unencrypted) {
    throw new BackupError(
      'BACKUP_RECIPIENTS is not set: nothing is written in clear unless --unencrypted asks for it. Make a ' +
        'key first: npm run backup -- --key',
    );
  }
  const clock = new SystemClock();
  await takeBackup({
    database:
      config.DATABASE_URL === undefined
        ? { DATABASE_URL: undefined, SQLITE_FILE: config.SQLITE_FILE }
        : { DATABASE_URL: config.DATABASE_URL },
    folder: config.BACKUP_DIR,
    recipients: unencrypted ? [] : config.BACKUP_RECIPIENTS,
    keep: { daily: config.BACKUP_KEEP_DAILY, weekly: config.BACKUP_KEEP_WEEKLY, monthly: config.BACKUP_KEEP_MONTHLY },
    version: (JSON.parse(readFileSync(join(SOURCE_ROOT, '../package.json'), 'utf8')) as { version: string }).version,
    now: () => clock.now(),
    tell,
  });
  await new ErasureLog(erasureLogIn(config.BACKUP_DIR)).ensure();
}

/** `npm run backup`. The server may be running. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { key: { type: 'boolean', default: false }, unencrypted: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  if (positionals.length > (values.key ? 1 : 0)) throw new BackupError(USAGE);
  await (values.key ? makeKey(positionals[0] ?? 'marelle-backup.key') : backUp(values.unencrypted));
}

main().catch((error: unknown) => {
  const { code, message, stack } = error as Error & { code?: string };
  const known = error instanceof BackupError || error instanceof ConfigError;
  process.stderr.write(`${code?.startsWith('ERR_PARSE_ARGS') ? USAGE : known ? message : stack}\n`);
  process.exitCode = 2;
});
