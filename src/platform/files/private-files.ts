import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Config } from '../../config/index.js';

const OF_OTHERS = 0o077;

/** The regular files of a folder; none of one that cannot be read: whoever needs it says so. */
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
 * The file of SQLite with its log, its index and the copies that commands leave beside it; backups, their manifests,
 * and the log of erasures.
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
 * Families' data is for the account that this program runs as: what is written from now on, and what was written
 * before. For every entry point, first of all. A file of somebody else's (a share, a restored disk) stays as it is, and
 * is told.
 */
export function keepFilesPrivate(config: Config): void {
  process.umask(OF_OTHERS);
  for (const path of personalFiles(config)) {
    try {
      close(path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Another process of ours has just done with it.
      if (code !== 'ENOENT')
        process.stderr.write(
          `${path} is open to other accounts of this machine and cannot be closed (${code}): chmod 600 it\n`,
        );
    }
  }
}
