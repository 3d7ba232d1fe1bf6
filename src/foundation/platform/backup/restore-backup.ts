import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Instant } from '../../kernel/time.js';
import { BackupError } from './backup-error.js';
import type { DatabaseSettings, RestoreTarget } from './database-copy.js';
import { readManifest, type Manifest } from './manifest.js';
import { PostgresTarget } from './postgres-copy.js';
import { opening, readIdentities } from './sealing.js';
import { SqliteTarget } from './sqlite-copy.js';

const CHUNK = 1024 * 1024;

export interface RestoreOrder {
  /** Path of the backup or of its manifest. */
  readonly file: string;
  /** File of the secret key. */
  readonly identity: string | null;
  readonly target: DatabaseSettings;
  readonly replace: boolean;
  /** Names of the migrations that this version of Marelle knows. */
  readonly migrations: readonly string[];
  /** Brings the restored database up to date before it is put in place: migrations, erasures. */
  readonly bringUpToDate: (database: DatabaseSettings) => Promise<void>;
  readonly now: () => Instant;
  readonly tell: (line: string) => void;
}

/** Checks that the file is the one that was written, to its last byte. */
async function verify(archive: string, { bytes, sha256 }: Manifest): Promise<void> {
  if (!existsSync(archive)) throw new BackupError(`${archive} does not exist`);
  const { size } = statSync(archive);
  if (size !== bytes)
    throw new BackupError(`${archive} has ${size} bytes instead of ${bytes}: the copy is cut or damaged`);
  const hash = createHash('sha256');
  for await (const piece of createReadStream(archive, { highWaterMark: CHUNK })) hash.update(piece as Buffer);
  if (hash.digest('hex') !== sha256)
    throw new BackupError(`${archive} is not the file that was written: its sha-256 differs from the manifest's`);
}

function judge(
  { database, schema, version, encrypted }: Manifest,
  { target, migrations, identity }: RestoreOrder,
): void {
  const kind = target.DATABASE_URL === undefined ? 'sqlite' : 'postgres';
  if (database !== kind)
    throw new BackupError(
      `This is a backup of ${database}, and the target is ${kind}: a backup goes back to the kind of database it came from`,
    );
  if (!migrations.includes(schema))
    throw new BackupError(
      `This backup was made by a newer Marelle (${version}, schema ${schema}): install that version or a later one, then restore`,
    );
  if (encrypted && identity === null) throw new BackupError('This backup is encrypted: say --identity KEYFILE');
}

/** @returns the decrypted content. An error of the decryption is an error of the stream */
function contentOf(archive: string, { encrypted }: Manifest, identity: string | null): Readable {
  const source = createReadStream(archive, { highWaterMark: CHUNK });
  if (!encrypted) return source;
  const plain = new PassThrough({ highWaterMark: CHUNK });
  pipeline(source, opening(readIdentities(identity!)), plain).catch(() => undefined);
  return plain;
}

function compare(restored: Pick<Manifest, 'schema' | 'rows'>, { schema, rows }: Manifest): void {
  const differing = [...new Set([...Object.keys(rows), ...Object.keys(restored.rows)])].filter(
    (table) => rows[table] !== restored.rows[table],
  );
  if (restored.schema !== schema)
    throw new BackupError(`The restored schema is ${restored.schema} instead of ${schema}`);
  if (differing.length > 0)
    throw new BackupError(`The restored rows are not those that were counted: ${differing.join(', ')}`);
}

/** Restores a backup. All of it is taken in and checked aside before it replaces what is there. @throws BackupError */
export async function restoreBackup(order: RestoreOrder): Promise<Manifest> {
  const { manifest, archive } = readManifest(order.file);
  judge(manifest, order);
  await verify(archive, manifest);
  const target: RestoreTarget =
    order.target.DATABASE_URL === undefined
      ? new SqliteTarget(order.target.SQLITE_FILE, order.now)
      : new PostgresTarget(order.target.DATABASE_URL, order.now);
  await target.prepare(order.replace);
  let kept: string | null;
  try {
    order.tell(`Backup of ${manifest.takenAt}, being restored`);
    const filled = await target.fill(contentOf(archive, manifest, order.identity));
    compare(await target.inspect(), manifest);
    order.tell(
      `${Object.values(manifest.rows).reduce((sum, n) => sum + n, 0)} rows in ` +
        `${Object.keys(manifest.rows).length} tables, as counted when the backup was made`,
    );
    await order.bringUpToDate(filled);
    kept = await target.finish();
  } catch (error) {
    await target.abandon();
    throw error;
  }
  order.tell(`Restored to ${target.name}`);
  if (kept) order.tell(`What was there is kept as ${kept}: delete it once you are content, it holds families' data`);
  return manifest;
}
