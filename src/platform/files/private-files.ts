import { chmodSync, existsSync, lstatSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Config } from '../../config/index.js';

const OF_OTHERS = 0o077;

/** The regular files of a folder; none when there is no such folder yet. */
const filesIn = (folder: string, isOurs: (name: string) => boolean): string[] =>
  existsSync(folder) ? readdirSync(folder).filter(isOurs).map((name) => join(folder, name)).filter((path) => lstatSync(path).isFile()) : [];

/** The file of SQLite with its log, its index and the copies that commands leave beside it; backups, their manifests, and the log of erasures. */
function personalFiles({ DATABASE_URL, SQLITE_FILE, BACKUP_DIR }: Config): string[] {
  const database = DATABASE_URL === undefined ? filesIn(dirname(SQLITE_FILE), (name) => name.startsWith(basename(SQLITE_FILE))) : [];
  const backups = BACKUP_DIR === undefined ? [] : filesIn(BACKUP_DIR, (name) => name.startsWith('marelle-') || name === 'erasures.log');
  return [...database, ...backups];
}

/**
 * Families' data is for the account that this program runs as: what is written from now on, and what was written before. For every entry point, first of all.
 * A file of somebody else's (a share, a restored disk) stays as it is, and is told.
 */
export function keepFilesPrivate(config: Config, tell = (line: string): void => void process.stderr.write(`${line}\n`)): void {
  process.umask(OF_OTHERS);
  for (const path of personalFiles(config)) {
    const mode = lstatSync(path).mode & 0o777;
    if ((mode & OF_OTHERS) === 0) continue;
    try {
      chmodSync(path, mode & ~OF_OTHERS);
    } catch {
      tell(`${path} is open to other accounts of this machine (mode ${mode.toString(8)}) and belongs to one of them: chmod 600 it`);
    }
  }
}
