import Database from 'better-sqlite3';
import { createReadStream, createWriteStream, existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip, constants } from 'node:zlib';
import type { Instant } from '../../kernel/time.js';
import { BackupError, saying } from './backup-error.js';
import { LAST_MIGRATION, quoted, type DatabaseSettings, type RestoreTarget, type Snapshot } from './database-copy.js';
import { syncFolderOf } from './files.js';
import type { Manifest } from './manifest.js';

const PAGES_AT_ONCE = 4096;
const CHUNK = 256 * 1024;
const ASIDE = ['', '-wal', '-shm', '-journal'];
const removeAll = (file: string): void => ASIDE.forEach((suffix) => rmSync(file + suffix, { force: true }));

function contentOf(database: Database.Database): Pick<Manifest, 'schema' | 'rows'> {
  const tables = database
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`)
    .pluck()
    .all() as string[];
  if (!tables.includes('migrations')) throw new BackupError(`${database.name} is not a database of Marelle`);
  const rows = Object.fromEntries(
    tables.map((name) => [
      name,
      database
        .prepare(`SELECT COUNT(*) FROM ${quoted(name)}`)
        .pluck()
        .get() as number,
    ]),
  );
  return { schema: database.prepare(LAST_MIGRATION).pluck().get() as string, rows };
}

/**
 * The indexes that lack an entry for some of their rows, which quick_check does not count. integrity_check would look
 * up each entry of each index in its table. That takes thirty times as long, and would only find more in a file that
 * was damaged before the backup.
 */
function unevenIndexes(database: Database.Database): string[] {
  const indexes = database
    .prepare(`SELECT name, tbl_name AS "table", sql FROM sqlite_master WHERE type = 'index'`)
    .all() as { name: string; table: string; sql: string | null }[];
  const count = (from: string): number => database.prepare(`SELECT COUNT(*) FROM ${from}`).pluck().get() as number;
  const rows = new Map<string, number>();
  return indexes.flatMap(({ name, table, sql }) => {
    const where = / WHERE .*$/s.exec(sql ?? '')?.[0] ?? '';
    const covered = `${quoted(table)} NOT INDEXED${where}`;
    if (!rows.has(covered)) rows.set(covered, count(covered));
    return count(`${quoted(table)} INDEXED BY ${quoted(name)}${where}`) === rows.get(covered) ? [] : [name];
  });
}

/**
 * Copies the file by SQLite's online backup, then rewrites the copy so that nothing of erased rows is left in its
 * pages, then compresses it. The copies lie beside the database, because they are not encrypted.
 */
export class SqliteSnapshot implements Snapshot {
  readonly database = 'sqlite';
  readonly takenAt: Instant;
  readonly schema: string;
  readonly rows: Readonly<Record<string, number>>;
  private readonly source: Database.Database;
  private readonly copy: string;
  private readonly clean: string;

  constructor(file: string, now: () => Instant) {
    if (!existsSync(file)) throw new BackupError(`${file} (SQLITE_FILE) does not exist: there is nothing to back up`);
    this.copy = `${file}.being-backed-up`;
    this.clean = `${this.copy}.rewritten`;
    removeAll(this.copy);
    removeAll(this.clean);
    this.source = new Database(file, { fileMustExist: true, timeout: 10_000 });
    this.source.pragma('query_only = ON');
    // Every page is read within this transaction. Without it, the online backup would start again each time the server
    // commits.
    this.source.exec('BEGIN');
    this.source.prepare('SELECT 1 FROM sqlite_master').get();
    this.takenAt = now();
    ({ schema: this.schema, rows: this.rows } = contentOf(this.source));
  }

  async content(): Promise<Readable> {
    try {
      await this.source.backup(this.copy, { progress: () => PAGES_AT_ONCE });
    } catch (error) {
      throw saying(`The copy of the database (${this.copy}) cannot be written`, error);
    }
    this.source.exec('COMMIT');
    this.rewrite();
    const gzip = createGzip({ level: constants.Z_BEST_SPEED, chunkSize: CHUNK });
    // An error of the pipeline also ends `gzip`, so whoever reads from `gzip` gets it.
    pipeline(createReadStream(this.clean, { highWaterMark: CHUNK }), gzip).catch(() => undefined);
    return gzip;
  }

  /**
   * Rewrites the copy without remains of erased rows. The first copy is deleted before anything is compressed, so that
   * there are never three at once.
   */
  private rewrite(): void {
    const copy = new Database(this.copy, { fileMustExist: true });
    try {
      copy.prepare('VACUUM INTO ?').run(this.clean);
    } catch (error) {
      throw saying(`The copy of the database (${this.clean}) cannot be written`, error);
    } finally {
      copy.close();
      removeAll(this.copy);
    }
  }

  close(): Promise<void> {
    this.source.close();
    removeAll(this.copy);
    removeAll(this.clean);
    return Promise.resolve();
  }
}

/** Fills a file beside the target, then renames it to the target. */
export class SqliteTarget implements RestoreTarget {
  private readonly aside: string;
  private replaced: string | null = null;

  constructor(
    readonly name: string,
    private readonly now: () => Instant,
  ) {
    this.aside = `${name}.being-restored`;
  }

  prepare(replace: boolean): Promise<void> {
    removeAll(this.aside);
    if (!existsSync(this.name) || statSync(this.name).size === 0) return Promise.resolve();
    if (!replace)
      throw new BackupError(
        `${this.name} exists: nothing was changed. Choose another place (--to FILE) or say --replace`,
      );
    this.letGo();
    this.replaced = `${this.name}.replaced-${this.now().replace(/[:.]/g, '-')}`;
    return Promise.resolve();
  }

  /** Moves the write-ahead log into the file. Refuses while another process has the file open. */
  private letGo(): void {
    const database = new Database(this.name, { timeout: 1000 });
    try {
      database.pragma('journal_mode = DELETE');
    } catch (error) {
      if (String((error as { code?: string }).code).startsWith('SQLITE_BUSY')) {
        throw new BackupError(`${this.name} is in use: stop the server (and its worker) first, nothing was changed`);
      }
      // The file is damaged, which may be the reason for restoring. It is kept aside as it is.
    } finally {
      database.close();
    }
  }

  async fill(content: Readable): Promise<DatabaseSettings> {
    try {
      await pipeline(
        content,
        createGunzip({ chunkSize: CHUNK }),
        createWriteStream(this.aside, { flags: 'wx', mode: 0o600, flush: true, highWaterMark: CHUNK }),
      );
    } catch (error) {
      throw String((error as { code?: string }).code).startsWith('Z_')
        ? new BackupError('The backup is damaged: it does not decompress')
        : saying(`${this.aside} cannot be written`, error);
    }
    return { DATABASE_URL: undefined, SQLITE_FILE: this.aside };
  }

  inspect(): Promise<Pick<Manifest, 'schema' | 'rows'>> {
    const database = new Database(this.aside, { fileMustExist: true });
    try {
      database.pragma('cache_size = -262144');
      const said = database.pragma('quick_check', { simple: true });
      if (said !== 'ok') throw new BackupError(`SQLite finds the restored file damaged: ${String(said)}`);
      const uneven = unevenIndexes(database);
      if (uneven.length > 0)
        throw new BackupError(
          `Indexes of the restored file have more or fewer entries than their table has rows: ${uneven.join(', ')}`,
        );
      const broken = database.pragma('foreign_key_check') as unknown[];
      if (broken.length > 0)
        throw new BackupError(`${broken.length} rows of the restored file refer to rows that are not there`);
      return Promise.resolve(contentOf(database));
    } finally {
      database.close();
    }
  }

  async finish(): Promise<string | null> {
    const database = new Database(this.aside, { fileMustExist: true });
    // Everything is now in one file. The server switches it back to the write-ahead log when it starts.
    database.pragma('journal_mode = DELETE');
    database.close();
    if (this.replaced) {
      linkSync(this.name, this.replaced);
      // Only a damaged file leaves a log behind. SQLite would apply that log to the restored file.
      for (const suffix of ASIDE.slice(1).filter((ending) => existsSync(this.name + ending)))
        renameSync(this.name + suffix, this.replaced + suffix);
    }
    renameSync(this.aside, this.name);
    await syncFolderOf(this.name);
    return this.replaced;
  }

  abandon(): Promise<void> {
    removeAll(this.aside);
    return Promise.resolve();
  }
}
