import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Instant } from '../../kernel/time.js';
import type { Dialect } from '../database/index.js';
import { BackupError } from './backup-error.js';

/**
 * The manifest that lies beside a backup, unencrypted. It is enough to judge the backup without its key. It holds
 * counts and codes only, no personal data.
 */
export interface Manifest {
  readonly format: 1;
  /** The version of Marelle that made it. */
  readonly version: string;
  /** The moment whose rows it holds. */
  readonly takenAt: Instant;
  readonly database: Dialect;
  /** The last migration of its schema. */
  readonly schema: string;
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly encrypted: boolean;
  /** Rows by table at that moment. */
  readonly rows: Readonly<Record<string, number>>;
}

export const MANIFEST_NAME = /^marelle-\d{4}-\d{2}-\d{2}T[\d-]+Z\.json$/;
/** The name of a backup's archive, with or without a manifest beside it. */
export const ARCHIVE_NAME = /^(marelle-\d{4}-\d{2}-\d{2}T[\d-]+Z)\.(sqlite\.gz|pgdump)(\.age)?$/;

const EXTENSIONS: Record<Dialect, string> = { sqlite: 'sqlite.gz', postgres: 'pgdump' };

export function archiveName(takenAt: Instant, database: Dialect, encrypted: boolean): string {
  return `marelle-${takenAt.replace(/[:.]/g, '-')}.${EXTENSIONS[database]}${encrypted ? '.age' : ''}`;
}

/** `marelle-….json` beside `marelle-….sqlite.gz.age`. */
export const manifestNameOf = (archive: string): string => `${ARCHIVE_NAME.exec(archive)?.[1] ?? archive}.json`;

function isManifest(value: unknown): value is Manifest {
  const manifest = value as Partial<Manifest> | null;
  return (
    manifest?.format === 1 &&
    (manifest.database === 'sqlite' || manifest.database === 'postgres') &&
    typeof manifest.rows === 'object' &&
    typeof manifest.encrypted === 'boolean' &&
    [manifest.version, manifest.takenAt, manifest.schema].every((text) => typeof text === 'string') &&
    Number.isSafeInteger(manifest.bytes) &&
    /^[0-9a-f]{64}$/.test(manifest.sha256 ?? '') &&
    ARCHIVE_NAME.test(manifest.file ?? '')
  );
}

/**
 * @param path path of the backup or of its manifest
 * @throws BackupError when the manifest is missing or is not one
 */
export function readManifest(path: string): { manifest: Manifest; archive: string } {
  const folder = dirname(path);
  const file = path.endsWith('.json') ? path : join(folder, manifestNameOf(basename(path)));
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new BackupError(
      `${file} cannot be read: a backup is restored with the manifest that was made with it, in the same folder`,
    );
  }
  const value = parsed(text);
  if (!isManifest(value)) throw new BackupError(`${file} is not the manifest of a backup`);
  return { manifest: value, archive: join(folder, value.file) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
