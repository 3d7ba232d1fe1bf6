import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Config } from '../../config/index.js';
import { fileKey, type FileKey } from './sealing.js';

/** Where the key is when no setting gives one: beside the SQLite database, and closed to other accounts like it. */
export const keyFileOf = ({ SQLITE_FILE }: Pick<Config, 'SQLITE_FILE'>): string => `${SQLITE_FILE}.files-key`;

/** The keys of this server: those of its settings, or the file beside an SQLite database. */
export class FileKeys {
  constructor(private readonly config: Pick<Config, 'FILES_KEYS' | 'DATABASE_URL' | 'SQLITE_FILE'>) {}

  /** The key that seals new files. Where no setting gives one, it is made at the first use. */
  currentKey(): FileKey {
    return this.listKeys()[0] ?? this.makeKey();
  }

  /** @throws Error naming the missing key, and never one that exists */
  findKey(keyId: string): FileKey {
    const known = this.listKeys().find(({ id }) => id === keyId);
    if (!known) throw new Error(`FILES_KEYS lacks the key ${keyId}: what was sealed with it does not open`);
    return known;
  }

  /** Read from disk each time, because another process may have made the file meanwhile. */
  listKeys(): FileKey[] {
    const { FILES_KEYS, DATABASE_URL } = this.config;
    if (FILES_KEYS.length > 0) return FILES_KEYS.map(fileKey);
    return DATABASE_URL === undefined ? this.kept() : [];
  }

  private kept(): FileKey[] {
    try {
      return [fileKey(readFileSync(keyFileOf(this.config), 'utf8').trim())];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }

  private makeKey(): FileKey {
    if (this.config.DATABASE_URL !== undefined)
      throw new Error('FILES_KEYS is needed with DATABASE_URL: several processes and machines share these files');
    const file = keyFileOf(this.config);
    const aside = `${file}.${process.pid}`;
    writeFileSync(aside, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flush: true });
    try {
      // The file appears complete or not at all. When two processes make one at once, the second uses that of the
      // first.
      linkSync(aside, file);
      syncFolder(dirname(file));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(aside);
    }
    return this.kept()[0]!;
  }
}

/** Makes the name of the new key file durable, because files are sealed with it from now on. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
