import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Config } from '../../config/index.js';

const OF_OTHERS = 0o077;

/**
 * The regular files of a folder. A folder that cannot be read counts as empty here; the code that needs it reports it.
 */
function filesIn(folder: string, isOurs: (name: string) => boolean): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && isOurs(entry.name))
      .map(({ name }) => join(folder, name));
  } catch {
    return [];
  }
}

/**
 * The files that hold families' data: the SQLite file with its log, its index and the copies that commands leave
 * beside it, then the backups, their manifests and the log of erasures.
 */
function personalFiles({ DATABASE_URL, SQLITE_FILE, BACKUP_DIR }: Config): string[] {
  const database =
    DATABASE_URL === undefined ? filesIn(dirname(SQLITE_FILE), (name) => name.startsWith(basename(SQLITE_FILE))) : [];
  const backups =
    BACKUP_DIR === undefined
      ? []
      : filesIn(BACKUP_DIR, (name) => name.startsWith('marelle-') || name === 'erasures.log');
  return [...database, ...backups];
}

/** @throws as the file system does */
function close(path: string): void {
  const mode = lstatSync(path).mode & 0o777;
  if ((mode & OF_OTHERS) !== 0) chmodSync(path, mode & ~OF_OTHERS);
}

/**
 * Makes the files with families' data readable only for the account that runs this program: those that exist, and
 * those written from now on. Every entry point calls this first. A file that belongs to another account (a share, a
 * restored disk) stays as it is, and is reported.
 */
export function keepFilesPrivate(config: Config): void {
  process.umask(OF_OTHERS);
  for (const path of personalFiles(config)) {
    try {
      close(path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Another process of ours has just deleted the file.
      if (code !== 'ENOENT')
        process.stderr.write(
          `${path} is open to other accounts of this machine and cannot be closed (${code}): chmod 600 it\n`,
        );
    }
  }
}
