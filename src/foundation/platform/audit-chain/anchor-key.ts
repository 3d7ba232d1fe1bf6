import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Config } from '../../config/index.js';

type Settings = Pick<Config, 'AUDIT_KEY' | 'DATABASE_URL' | 'SQLITE_FILE'>;

/** Where the key is when no setting gives one: beside the SQLite database, and closed to other accounts like it. */
const keyFileOf = ({ SQLITE_FILE }: Settings): string => `${SQLITE_FILE}.audit-key`;

/** The key that signs anchors, in base64; null where none is set and none was made. Read from disk each time. */
export function findAnchorKey(settings: Settings): string | null {
  if (settings.AUDIT_KEY !== undefined) return settings.AUDIT_KEY;
  if (settings.DATABASE_URL !== undefined) return null;
  try {
    return readFileSync(keyFileOf(settings), 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** {@link findAnchorKey}. On SQLite, a key that is not there is made. */
export function ensureAnchorKey(settings: Settings): string | null {
  const known = findAnchorKey(settings);
  if (known !== null || settings.DATABASE_URL !== undefined) return known;
  const file = keyFileOf(settings);
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flush: true });
  try {
    // The file appears complete or not at all. When two processes make one at once, the second uses that of the first.
    linkSync(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside);
  }
  return findAnchorKey(settings);
}
