import type { Readable } from 'node:stream';
import type { Instant } from '../../kernel/time.js';
import type { Manifest } from './manifest.js';

/** The database as it was at one moment, while it goes on being written to. */
export interface Snapshot extends Pick<Manifest, 'database' | 'schema' | 'rows'> {
  readonly takenAt: Instant;
  /** Its content, ready to be kept; an error of the copy is an error of the stream. */
  content(): Promise<Readable>;
  /** Lets go of the moment and of what was written aside. */
  close(): Promise<void>;
}

/** A place that a backup is restored to: aside first, then in place of what was there. */
export interface RestoreTarget {
  /** For the operator: a path, or a database without its password. */
  readonly name: string;
  /** @throws BackupError when there is data and it may not be replaced, or when somebody is using it */
  prepare(replace: boolean): Promise<void>;
  /** Takes the content in. @returns the settings of the database that holds it, not yet in place */
  fill(content: Readable): Promise<DatabaseSettings>;
  /** What was taken in. @throws BackupError when it is not sound */
  inspect(): Promise<Pick<Manifest, 'schema' | 'rows'>>;
  /** Puts it in place. @returns where what was there is kept, or null */
  finish(): Promise<string | null>;
  /** Leaves everything as it was. */
  abandon(): Promise<void>;
}

export type DatabaseSettings =
  { readonly DATABASE_URL: string } | { readonly DATABASE_URL: undefined; readonly SQLITE_FILE: string };

export const LAST_MIGRATION = 'SELECT name FROM migrations ORDER BY timestamp DESC LIMIT 1';
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
