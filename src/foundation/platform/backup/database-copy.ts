import type { Readable } from 'node:stream';
import type { Instant } from '../../kernel/time.js';
import type { Manifest } from './manifest.js';

/** The database as it was at one moment, while it goes on changing. */
export interface Snapshot extends Pick<Manifest, 'database' | 'schema' | 'rows'> {
  readonly takenAt: Instant;
  /** The content of the backup. An error while copying is an error of the stream. */
  content(): Promise<Readable>;
  /** Ends the snapshot and deletes the temporary copies. */
  close(): Promise<void>;
}

/**
 * The database to which a backup is restored. The backup is first filled in aside, then put in place of what was
 * there.
 */
export interface RestoreTarget {
  /** Its name for the operator: a path, or the address of a database without its password. */
  readonly name: string;
  /** @throws BackupError when the target holds data that must not be replaced, or somebody is using it */
  prepare(replace: boolean): Promise<void>;
  /** Takes in the content, aside. @returns the settings of the database that holds it */
  fill(content: Readable): Promise<DatabaseSettings>;
  /** Describes what was taken in. @throws BackupError when it is not sound */
  inspect(): Promise<Pick<Manifest, 'schema' | 'rows'>>;
  /** Puts the restored database in place. @returns where the earlier one is kept, or null when there was none */
  finish(): Promise<string | null>;
  /** Leaves everything as it was. */
  abandon(): Promise<void>;
}

export type DatabaseSettings =
  { readonly DATABASE_URL: string } | { readonly DATABASE_URL: undefined; readonly SQLITE_FILE: string };

export const LAST_MIGRATION = 'SELECT name FROM migrations ORDER BY timestamp DESC LIMIT 1';
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
