import { createHash, type Hash } from 'node:crypto';
import { createWriteStream, rmSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Instant } from '../../kernel/time.js';
import { BackupFolder } from './backup-folder.js';
import { BackupError, saying } from './backup-error.js';
import type { DatabaseSettings, Snapshot } from './database-copy.js';
import { archiveName, type Manifest } from './manifest.js';
import { PostgresSnapshot } from './postgres-copy.js';
import type { KeepRules } from './retention.js';
import { sealing } from './sealing.js';
import { SqliteSnapshot } from './sqlite-copy.js';

export interface BackupOrder {
  readonly database: DatabaseSettings;
  readonly folder: string;
  /** Public keys. Empty only when an unencrypted backup was asked for. */
  readonly recipients: readonly string[];
  readonly keep: KeepRules;
  /** The version of Marelle, for the manifest. */
  readonly version: string;
  readonly now: () => Instant;
  readonly tell: (line: string) => void;
}

const passing = (source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> => source;

const measured = (hash: Hash, count: (bytes: number) => void) =>
  async function* measure(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of source) {
      hash.update(piece);
      count(piece.length);
      yield piece;
    }
  };

const snapshotOf = async ({ database, now }: BackupOrder): Promise<Snapshot> =>
  database.DATABASE_URL === undefined
    ? new SqliteSnapshot(database.SQLITE_FILE, now)
    : PostgresSnapshot.of(database.DATABASE_URL, now);

/**
 * Backs up the database while it is being written to. Older backups are deleted only once this one is complete.
 * @throws BackupError
 */
export async function takeBackup(order: BackupOrder): Promise<Manifest> {
  const folder = new BackupFolder(order.folder);
  const seal = order.recipients.length > 0 ? sealing(order.recipients) : passing;
  const snapshot = await snapshotOf(order);
  order.tell(`Snapshot of ${snapshot.takenAt}, being copied`);
  try {
    const manifest = await write(folder, snapshot, seal, order);
    order.tell(`${manifest.file}: ${Math.ceil(manifest.bytes / 1e6)} MB`);
    for (const dropped of folder.prune(order.keep, order.now())) order.tell(`no longer kept: ${dropped}`);
    return manifest;
  } finally {
    await snapshot.close();
  }
}

async function write(
  folder: BackupFolder,
  snapshot: Snapshot,
  seal: ReturnType<typeof sealing> | typeof passing,
  { recipients, version }: BackupOrder,
): Promise<Manifest> {
  const { takenAt, database, schema, rows } = snapshot;
  const encrypted = recipients.length > 0;
  const file = archiveName(takenAt, database, encrypted);
  const partial = folder.partialOf(file);
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    const content = await snapshot.content();
    await pipeline(
      content,
      seal,
      measured(hash, (more) => (bytes += more)),
      createWriteStream(partial, { flags: 'wx', mode: 0o600, flush: true }),
    );
    const manifest: Manifest = {
      format: 1,
      version,
      takenAt,
      database,
      schema,
      file,
      bytes,
      sha256: hash.digest('hex'),
      encrypted,
      rows,
    };
    await folder.publish(manifest);
    return manifest;
  } catch (error) {
    rmSync(partial, { force: true });
    throw error instanceof BackupError ? error : saying('The backup cannot be written to BACKUP_DIR', error);
  }
}
